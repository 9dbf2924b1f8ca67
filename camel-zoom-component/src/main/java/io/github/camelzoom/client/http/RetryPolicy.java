package io.github.camelzoom.client.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long to wait. It only answers; the pipeline schedules. Thread-safe if the random generator is.
 *
 * @param maxRetries       how often a call is repeated after 5xx answers and broken lines
 * @param initialDelay     the first wait's upper end; it doubles with each try
 * @param rateLimitTimeout how long one call may wait for rate limits in all
 * @param random           for the jitter
 */
public record RetryPolicy(int maxRetries, Duration initialDelay, Duration rateLimitTimeout, RandomGenerator random) {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** The wait before try number {@code retry} (1 is the first repetition): half fixed, half jitter. */
    public Duration backOff(int retry) {
        // Never nothing: with retryDelay=0 a call that is refused without end would ask without a pause, and without end.
        long first = Math.max(1, Math.min(LONGEST.toMillis(), initialDelay.toMillis()));
        long ceiling = Math.min(LONGEST.toMillis(), first << Math.min(retry - 1, 16));
        return Duration.ofMillis(ceiling / 2 + (ceiling > 1 ? random.nextLong(ceiling / 2 + 1) : 0));
    }
}
