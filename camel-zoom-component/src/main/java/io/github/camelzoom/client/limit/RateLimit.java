package io.github.camelzoom.client.limit;

import java.time.Duration;

/**
 * A published limit. Immutable.
 *
 * @param permits how many calls, 0 for any number
 * @param per     in which time
 * @param daily   how many a UTC day, 0 when there is no such limit
 * @param shared  whether the daily pool is the one of heavy and resource-intensive calls together
 */
record RateLimit(int permits, Duration per, int daily, boolean shared) {

    static final RateLimit NONE = new RateLimit(0, Duration.ofSeconds(1), 0, false);

    static RateLimit perSecond(int permits, int daily) {
        return new RateLimit(permits, Duration.ofSeconds(1), daily, false);
    }

    static RateLimit perMinute(int permits, int daily) {
        return new RateLimit(permits, Duration.ofMinutes(1), daily, false);
    }
}
