package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in the source tree. */
final class Project {

    static final Path ROOT = root();
    static final Path METADATA = ROOT
            .resolve("camel-zoom-component/src/generated/resources/META-INF/io/github/camelzoom/zoom.json");
    static final Path COMPONENT_PAGE = ROOT.resolve("camel-zoom-component/src/main/docs/zoom-component.adoc");

    private Project() {}

    /** README.md, its neighbours, docs/ and the component's page. */
    static List<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.of(top, docs, Stream.of(COMPONENT_PAGE)).flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".adoc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sources and resources of the examples. */
    static List<Path> examples() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("camel-zoom-examples/src/main"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
