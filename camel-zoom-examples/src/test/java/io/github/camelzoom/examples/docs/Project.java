package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Where things are in the source tree. */
final class Project {

    static final Path ROOT = root();
    static final Path METADATA = ROOT
            .resolve("camel-zoom-component/src/generated/resources/META-INF/io/github/camelzoom/zoom.json");
    static final Path COMPONENT_PAGE = ROOT.resolve("camel-zoom-component/src/main/docs/zoom-component.adoc");

    private static final Path EXAMPLES = ROOT.resolve("camel-zoom-examples");
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".idea", "node_modules");

    private Project() {}

    /** All that is written for people: README.md and its neighbours, docs/, the pages and READMEs of modules. */
    static List<Path> documents() {
        return files("").stream().filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".adoc")).toList();
    }

    /** Routes, sources and settings of the examples, without their tests. */
    static List<Path> examples() {
        return files("camel-zoom-examples").stream().filter(Project::isRoute)
                .filter(file -> !EXAMPLES.relativize(file).toString().matches("(.*/)?src/test/.*")).toList();
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

    /** Kamelets, and the Pipes of their tests. */
    static List<Path> kamelets() {
        return files("camel-zoom-kamelets").stream().filter(file -> file.toString().endsWith(".yaml")).toList();
    }

    /** Projects as users begin them. */
    static List<Path> projects() {
        return files("camel-zoom-it/src/test/projects").stream().filter(Project::isRoute).toList();
    }

    private static boolean isRoute(Path file) {
        return file.toString().matches(".*\\.(java|xml|ya?ml|properties)");
    }

    private static List<Path> files(String folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NO_SOURCES.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return List.copyOf(found);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IllegalStateException(file + " is not UTF-8", e);
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
