package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Where things are in the source tree. */
final class Project {

    static final Path ROOT = root();
    static final Path METADATA = ROOT
            .resolve("camel-zoom-component/src/generated/resources/META-INF/io/github/camelzoom/zoom.json");
    static final Path COMPONENT_PAGE = ROOT.resolve("camel-zoom-component/src/main/docs/zoom-component.adoc");

    private static final Path EXAMPLES = ROOT.resolve("camel-zoom-examples");

    private Project() {}

    /** README.md, its neighbours, docs/, the component's page and the READMEs of the examples. */
    static List<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.of(top, docs, Stream.of(COMPONENT_PAGE), examples().stream()).flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".adoc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of the examples: their folders and what they share. */
    static List<Path> examples() {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile).filter(file -> {
                String place = EXAMPLES.relativize(file).toString();
                return !place.startsWith("src/test/") && !place.matches("(.*/)?target/.*");
            }).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The properties of the example whose folder the file belongs to; of all examples for what they share. */
    static Properties properties(Path file) {
        Properties found = new Properties();
        if (!file.startsWith(EXAMPLES)) {
            return found;
        }
        for (Path candidate : examples()) {
            if (candidate.endsWith("application.properties")
                    && (file.startsWith(candidate.getParent()) || file.toString().endsWith(".java"))) {
                try (Reader in = Files.newBufferedReader(candidate)) {
                    found.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("camel-zoom-component"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
