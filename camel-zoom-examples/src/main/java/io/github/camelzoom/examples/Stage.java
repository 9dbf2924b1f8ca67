package io.github.camelzoom.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an example plays.
 *
 * @param folder of the example
 * @param work   for the files that it writes
 * @param zoom   what it talks to
 * @param dsl    the language of its routes
 */
public record Stage(Path folder, Path work, Zoom zoom, Dsl dsl) {

    /** What is printed as plain lines; the Log EIP of the examples writes there too. */
    static final Logger OUT = LoggerFactory.getLogger("examples");

    /** Prints a line. */
    public void say(String line) {
        OUT.info("{}", line);
    }

    /**
     * For what writes.
     *
     * @throws IllegalStateException when the user has not allowed it
     */
    public void requireWriting() {
        if (!zoom.mayWrite()) {
            throw new IllegalStateException("this example writes; -Dzoom.live=true allows it to do so in " + zoom.name());
        }
    }

    /** The application of the folder, not yet started. */
    public Application application(Example example) {
        return application(example, Map.of());
    }

    /** The application of the folder with other values for some of its properties, not yet started. */
    public Application application(Example example, Map<String, String> properties) {
        return new Application(this, example, properties);
    }

    /** Throws away what an earlier run has left; only a play with the simulator does that. */
    public void clear() throws IOException {
        if (zoom.simulator().isEmpty() || !Files.exists(work)) {
            return;
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
