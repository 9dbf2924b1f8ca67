package io.github.camelzoom.simulator.event;

import java.time.Duration;
import java.time.Instant;

/**
 * One POST of an event.
 *
 * @param at
 *            by the virtual clock
 * @param status
 *            HTTP status; Zoom's negative codes where there was none: -1 no answer in time, -2 refused, -3 any other trouble with the
 *            connection, -14 no OAuth token
 * @param took
 *            real time until the answer or its absence was known
 */
public record DeliveryAttempt(Instant at, int status, Duration took) {

    /** Whether the receiver took it. */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** Whether Zoom would try again: no answer, or one from 500 on. */
    public boolean retried() {
        return status < 0 || status >= 500;
    }
}
