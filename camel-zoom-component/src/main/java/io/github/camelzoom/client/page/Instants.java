package io.github.camelzoom.client.page;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks for an instant in an item, without knowing which of its fields Zoom selects by. Pure functions. */
final class Instants {

    private Instants() {}

    /** Whether any field names that second, as ISO text or in seconds or milliseconds since 1970. */
    static boolean mentions(JsonNode item, Instant second) {
        if (item.isTextual()) {
            return second.equals(parse(item.textValue()));
        }
        if (item.isIntegralNumber()) {
            long number = item.longValue();
            return number == second.getEpochSecond() || Math.floorDiv(number, 1000L) == second.getEpochSecond();
        }
        for (JsonNode child : item) {
            if (mentions(child, second)) {
                return true;
            }
        }
        return false;
    }

    private static Instant parse(String text) {
        if (text.length() < 17 || text.length() > 40 || text.charAt(4) != '-' || text.charAt(10) != 'T') {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
