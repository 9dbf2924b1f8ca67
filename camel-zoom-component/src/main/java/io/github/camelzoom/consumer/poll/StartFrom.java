package io.github.camelzoom.consumer.poll;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.apache.camel.util.TimeUtils;

/**
 * Option {@code startFrom}. Immutable.
 *
 * @param moment null when it says how far back
 * @param back   how far before the first start; null when it says a moment
 */
public record StartFrom(Instant moment, Duration back) {

    /**
     * @param  text                     null for the moment of the first start
     * @throws IllegalArgumentException when the text is none of the forms
     */
    static StartFrom parse(String text) {
        if (text == null) {
            return new StartFrom(null, Duration.ZERO);
        }
        try {
            if (text.indexOf('T') > 0 && Character.isDigit(text.charAt(0))) {
                return new StartFrom(OffsetDateTime.parse(text).toInstant(), null);
            }
            if (text.matches("\\d+-.*")) {
                return new StartFrom(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(), null);
            }
            boolean iso = text.startsWith("P");
            // Camel reads the empty text as nothing, and passes over a sign.
            if (iso || text.matches("\\d[\\da-z ]*")) {
                Duration back = iso ? Duration.parse(text) : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
                if (!back.isNegative()) {
                    return new StartFrom(null, back);
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(problem(text), e);
        }
        throw new IllegalArgumentException(problem(text));
    }

    private static String problem(String text) {
        return "startFrom=" + text + " is neither an instant (2026-01-31T12:00:00Z) nor a day (2026-01-31)"
                + " nor how far back (30d)";
    }

    Instant resolve(Instant now) {
        return moment != null ? moment : now.minus(back);
    }
}
