package io.github.camelzoom.client.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as Zoom writes them: ISO 8601, in some reports with a blank and without a zone, which then is UTC. */
final class EventTime {

    private EventTime() {}

    /**
     * The time in whole seconds, which is all that lists tell.
     *
     * @return null when the text is no time
     */
    static Instant parse(String text) {
        String iso = text.strip().replaceFirst(" ", "T");
        try {
            return OffsetDateTime.parse(iso).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            return parseLocal(iso);
        }
    }

    private static Instant parseLocal(String iso) {
        try {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
