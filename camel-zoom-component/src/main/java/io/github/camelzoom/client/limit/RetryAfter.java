package io.github.camelzoom.client.limit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Reads {@code Retry-After}. RFC 9110 knows seconds and HTTP dates; Zoom's daily limits send an ISO-8601 instant.
 */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * @param  header the header's value, null when absent
     * @param  now    to which seconds are added
     * @return        the instant, null when there is none or it cannot be read
     */
    public static Instant parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        if (text.chars().allMatch(Character::isDigit)) {
            return text.length() > 9 ? null : now.plusSeconds(Long.parseLong(text));
        }
        try {
            return Character.isDigit(text.charAt(0))
                    ? DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from)
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * How long to wait from now on, never negative.
     *
     * @return null when there is no instant
     */
    public static Duration untilThen(String header, Instant now) {
        Instant then = parse(header, now);
        if (then == null) {
            return null;
        }
        return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    }
}
