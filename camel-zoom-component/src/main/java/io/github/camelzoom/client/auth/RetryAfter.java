package io.github.camelzoom.client.auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Reads {@code Retry-After}: seconds or an HTTP date (RFC 9110 section 10.2.3), and the ISO instant that Zoom sends. */
final class RetryAfter {

    private RetryAfter() {}

    /** @return null when the header is missing or unreadable; never negative */
    static Duration parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant until = instant(text);
        if (until == null) {
            return null;
        }
        return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
    }

    private static Instant instant(String text) {
        for (DateTimeFormatter format : new DateTimeFormatter[]{ DateTimeFormatter.RFC_1123_DATE_TIME,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME }) {
            try {
                return format.parse(text, Instant::from);
            } catch (DateTimeException e) {
                continue;
            }
        }
        return null;
    }
}
