package io.github.camelzoom.consumer.poll;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a consumer has come, kept as an ISO 8601 interval such as
 * {@code 2026-01-01T00:00:00Z/2026-02-03T04:05:06Z}. Immutable; its changes are pure functions.
 *
 * @param start where the very first run began; nothing before it is ever asked for
 * @param end   everything between start and here was delivered
 */
public record Position(Instant start, Instant end) {

    /** What one run asks for. */
    public record Window(Instant from, Instant to) {}

    /** Where a consumer is that never ran. */
    public static Position at(Instant start) {
        return new Position(start, start);
    }

    /**
     * @throws IllegalArgumentException when the text is not a position
     */
    static Position parse(String text) {
        int slash = text.indexOf('/');
        try {
            return new Position(Instant.parse(text.substring(0, Math.max(0, slash))), Instant.parse(text.substring(slash + 1)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "', which is not a position", e);
        }
    }

    /** The position from which things from that moment on are asked for, even when later ones were delivered already. */
    Position reachingBackTo(Instant earlier) {
        return earlier.isBefore(start) ? at(earlier) : this;
    }

    public Window next(Duration lookback, Instant now) {
        Instant from = end.minus(lookback);
        return new Window(from.isBefore(start) ? start : from, now);
    }

    /** The position after everything in the window was delivered. */
    public Position after(Window window, Duration overlap) {
        Instant reached = window.to().minus(overlap);
        return reached.isAfter(end) ? new Position(start, reached) : this;
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
