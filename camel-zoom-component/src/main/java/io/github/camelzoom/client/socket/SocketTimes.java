package io.github.camelzoom.client.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a session does what. Pure: who waits is decided elsewhere.
 *
 * @param heartbeat between two of our heartbeats; Zoom wants one every 30 seconds
 * @param silence   without any message, although one was asked for, after which the line counts as dead
 * @param life      after which a connection is replaced; a token lives for an hour
 * @param margin    before the end of the token, at which the connection is replaced at the latest
 * @param build     how long the first message of a connection may take
 * @param drain     how long the old connection may go on delivering after the new one stands
 */
public record SocketTimes(Duration heartbeat, Duration silence, Duration life, Duration margin, Duration build,
        Duration drain) {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LAST_MILLIS = 60_000;
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    /** A connection that lived this long, or brought an event, was a good one. */
    private static final Duration GOOD = Duration.ofSeconds(5);

    /** The documented ones. */
    public static final SocketTimes ZOOMS = new SocketTimes(Duration.ofSeconds(25), Duration.ofSeconds(45),
            Duration.ofMinutes(55), Duration.ofMinutes(5), Duration.ofSeconds(15), Duration.ofSeconds(5));

    /**
     * When a connection that is made now is to be replaced.
     *
     * @param tokenEnds {@link Instant#MAX} when unknown
     */
    Instant renewAt(Instant now, Instant tokenEnds) {
        Instant byLife = now.plus(life);
        Instant latest = tokenEnds.isBefore(byLife.plus(margin)) ? tokenEnds.minus(margin) : byLife;
        Instant soonest = now.plus(SHORTEST_LIFE.compareTo(life) < 0 ? SHORTEST_LIFE : life);
        return latest.isBefore(soonest) ? soonest : latest;
    }

    /**
     * The wait before a connection is tried again: next to none after a good one, then up to a bound that doubles until it
     * is a minute.
     *
     * @param failures how many connections in a row were no good
     */
    Duration beforeReconnect(int failures, RandomGenerator random) {
        if (failures == 0) {
            return Duration.ofMillis(random.nextLong(250));
        }
        long bound = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(6, failures - 1));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
    }

    static boolean isGood(Duration lived, boolean broughtAnEvent) {
        return broughtAnEvent || lived.compareTo(GOOD) >= 0;
    }
}
