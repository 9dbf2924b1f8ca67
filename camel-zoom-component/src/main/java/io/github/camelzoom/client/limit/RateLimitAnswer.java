package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.camelzoom.client.catalog.RateLabel;

/**
 * What a 429 answer says. Zoom's headers are preferred; they are no longer documented and some answers come without
 * them, so the message text decides otherwise.
 *
 * @param kind    which sort of limit
 * @param budget  which budget, for people
 * @param label   the category that Zoom names; null when it names none
 * @param limit   how many calls the limit allows; 0 when Zoom did not say
 * @param retryAt when to try again; null when Zoom did not say and the limit is not one of a day
 */
public record RateLimitAnswer(Kind kind, String budget, RateLabel label, int limit, Instant retryAt) {

    /** What is used up. */
    public enum Kind {
        /** The calls of a second or minute, of the whole account. */
        RATE,
        /** The calls of a day, of the whole account. */
        DAY,
        /** The calls of a day that concern one user, meeting or registrant; others go on. */
        SUBJECT,
        /** Not a budget: another call is changing the same thing just now. */
        CONCURRENT
    }

    static final String TYPE = "X-RateLimit-Type";
    static final String CATEGORY = "X-RateLimit-Category";
    static final String LIMIT = "X-RateLimit-Limit";
    static final String REMAINING = "X-RateLimit-Remaining";

    /** "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this ..." */
    private static final Pattern OF_A_SUBJECT = Pattern.compile("daily rate limit \\(\\d+\\) of");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /**
     * @param header  the answer's first value of a header, null when absent
     * @param message the error body's message, empty when absent
     */
    public static RateLimitAnswer read(UnaryOperator<String> header, String message, Instant now) {
        Kind kind = kind(header.apply(TYPE), message.toLowerCase(Locale.ROOT));
        Instant retryAt = RetryAfter.parse(header.apply("Retry-After"), now);
        if (retryAt == null && (kind == Kind.DAY || kind == Kind.SUBJECT)) {
            retryAt = nextDay(now);
        }
        String category = header.apply(CATEGORY);
        String budget = (category == null ? "calls" : category) + switch (kind) {
            case RATE -> " per second";
            case DAY -> " per day";
            case SUBJECT -> " per user and day";
            case CONCURRENT -> " at a time";
        };
        return new RateLimitAnswer(kind, budget, label(category), number(header.apply(LIMIT)), retryAt);
    }

    private static Kind kind(String type, String message) {
        if (message.contains("too many concurrent")) {
            return Kind.CONCURRENT;
        }
        if (OF_A_SUBJECT.matcher(message).find()) {
            return Kind.SUBJECT;
        }
        boolean daily = type != null ? type.toLowerCase(Locale.ROOT).contains("daily") : message.contains("daily");
        return daily ? Kind.DAY : Kind.RATE;
    }

    /** Whether it lasts so long that waiting inside a call is pointless. */
    public boolean daily() {
        return kind == Kind.DAY || kind == Kind.SUBJECT;
    }

    /**
     * @param  category value of {@code X-RateLimit-Category}: {@code Light}, {@code Resource-intensive}
     * @return          null when it is none of Zoom's
     */
    static RateLabel label(String category) {
        if (category == null) {
            return null;
        }
        return switch (category.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "light" -> RateLabel.LIGHT;
            case "medium" -> RateLabel.MEDIUM;
            case "heavy" -> RateLabel.HEAVY;
            case "resource-intensive" -> RateLabel.RESOURCE_INTENSIVE;
            default -> null;
        };
    }

    /** A header's number; 0 when it has none. */
    static int number(String text) {
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    /** Zoom's days are those of UTC. */
    static Instant nextDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
