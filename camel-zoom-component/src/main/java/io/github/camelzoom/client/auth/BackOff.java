package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. Pure: who waits, and how, is decided elsewhere. */
final class BackOff {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LAST_MILLIS = 60_000;
    private static final Duration LONGEST_ASKED_FOR = Duration.ofDays(1);

    private BackOff() {}

    /**
     * Anything between one second and a bound that doubles with each failure up to a minute; longer when the server asks
     * for longer.
     *
     * @param failures   how many attempts have failed in a row, from 1
     * @param retryAfter what the server asked for; null when nothing
     */
    static Duration afterFailure(int failures, Duration retryAfter, RandomGenerator random) {
        long bound = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(6, Math.max(1, failures)));
        Duration own = Duration.ofMillis(FIRST_MILLIS + random.nextLong(bound - FIRST_MILLIS + 1));
        if (retryAfter == null || retryAfter.compareTo(own) <= 0) {
            return own;
        }
        return retryAfter.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : retryAfter;
    }

    /** Between two looks at another node's claim: 100 ms at first, up to 2 s, each shortened at random by up to half. */
    static Duration betweenLooks(int looks, RandomGenerator random) {
        long bound = Math.min(2_000, 100L << Math.min(5, looks));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
    }
}
