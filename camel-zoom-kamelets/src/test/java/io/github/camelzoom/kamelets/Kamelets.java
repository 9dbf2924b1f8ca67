package io.github.camelzoom.kamelets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The Kamelets as they go into the jar, and the Pipes that try them. */
final class Kamelets {

    static final Path FOLDER = Path.of("target/classes/kamelets");
    private static final String END = ".kamelet.yaml";

    private Kamelets() {}

    static Map<String, JsonNode> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(END, ""))
                    .collect(Collectors.toMap(name -> name, name -> parse(text(name)), (one, two) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return read(FOLDER.resolve(name + END));
    }

    static String pipe(String name) {
        return read(Path.of("src/test/resources/pipes", name + ".pipe.yaml"));
    }

    static JsonNode parse(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
