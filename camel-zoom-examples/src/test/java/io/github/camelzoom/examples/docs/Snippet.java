package io.github.camelzoom.examples.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in a document: fenced by {@code ```language} in Markdown, by {@code [source,language]} and {@code ----}
 * in AsciiDoc.
 *
 * @param line where it begins, from 1
 */
record Snippet(Path file, int line, String language, String text) {

    private static final Pattern BLOCK = Pattern.compile(
            "^(?:```(?<md>\\w+)\\n(?<mdText>.*?)^```$|\\[source,\\s*(?<adoc>\\w+)[^]]*]\\n----\\n(?<adocText>.*?)^----$)",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** Those of all documents but the README of the Kamelets, which the tests of that module run. */
    static List<Snippet> all(String language) {
        List<Snippet> found = new ArrayList<>();
        for (Path file : Project.documents()) {
            if (file.startsWith(Project.ROOT.resolve("camel-zoom-kamelets"))) {
                continue;
            }
            String text = Project.read(file);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                boolean markdown = block.group("md") != null;
                if (language.equals(block.group(markdown ? "md" : "adoc"))) {
                    int line = (int) text.substring(0, block.start()).lines().count() + 1;
                    found.add(new Snippet(file, line, language, block.group(markdown ? "mdText" : "adocText")));
                }
            }
        }
        return found;
    }

    /** Whether it stands so in an example or a project, whose own test runs it. */
    boolean isQuoted() {
        String plain = plain(text);
        return Stream.of(Project.examples(), Project.kamelets(), Project.projects()).flatMap(List::stream)
                .anyMatch(source -> plain(Project.read(source)).contains(plain));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** For the name of a test. */
    String place() {
        return Project.ROOT.relativize(file) + ":" + line;
    }
}
