package io.github.camelzoom.kamelets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** README.md of this module. */
final class Readme {

    static final Path FILE = Path.of("README.md");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private Readme() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the section of a Kamelet shows in YAML, in its order. */
    static List<String> snippets(String kamelet) {
        String section = text().split("(?m)^## " + kamelet + "$")[1].split("(?m)^## ")[0];
        return YAML.matcher(section).results().map((MatchResult match) -> match.group(1)).toList();
    }

    static String snippet(String kamelet) {
        return snippets(kamelet).get(0);
    }
}
