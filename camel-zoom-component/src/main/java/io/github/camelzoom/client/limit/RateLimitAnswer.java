package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What a 429 answer says. Zoom's headers are preferred; they are no longer documented and some answers come without
 * them, so the message text decides otherwise.
 *
 * @param daily   whether the budget of a day is used up, so that waiting inside a call is pointless
 * @param budget  which budget, for people
 * @param retryAt when to try again; null when Zoom did not say and the limit is not a daily one
 */
public record RateLimitAnswer(boolean daily, String budget, Instant retryAt) {

    /**
     * @param header  the answer's first value of a header, null when absent
     * @param message the error body's message, empty when absent
     */
    public static RateLimitAnswer read(UnaryOperator<String> header, String message, Instant now) {
        String type = header.apply("X-RateLimit-Type");
        boolean daily = type != null
                ? type.toLowerCase(Locale.ROOT).contains("daily")
                : message.toLowerCase(Locale.ROOT).contains("daily");
        Instant retryAt = RetryAfter.parse(header.apply("Retry-After"), now);
        if (daily && retryAt == null) {
            // Zoom's daily budgets are those of a UTC day.
            retryAt = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String category = header.apply("X-RateLimit-Category");
        return new RateLimitAnswer(daily, (category == null ? "calls" : category) + (daily ? " per day" : " per second"),
                retryAt);
    }
}
