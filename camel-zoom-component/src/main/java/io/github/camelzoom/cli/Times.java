package io.github.camelzoom.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants for people. */
final class Times {

    private Times() {}

    /** To the second, in UTC. */
    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
