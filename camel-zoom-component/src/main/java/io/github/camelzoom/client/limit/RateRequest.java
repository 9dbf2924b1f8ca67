package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.error.ZoomTransportException;

/**
 * A call that asks to be sent. Immutable.
 *
 * @param caller     on whose limits it counts
 * @param connection its name: calls that wait take turns by connection
 * @param operation  its name, for messages and for what is learned about it
 * @param rateClass  what it counts as
 * @param priority   who goes first
 * @param patience   how long it may wait. For {@link Priority#BULK} only standstill counts, as after a refusal: how long the
 *                   line is that a reader made for itself is the reader's business
 * @param again      whether Zoom refused it already, so that it goes first and all its waiting counts
 */
public record RateRequest(Caller caller, String connection, String operation, RateClass rateClass, Priority priority,
        Duration patience, boolean again) {

    /** Whether its turn in the line counts as waiting. */
    public boolean countsTurns() {
        return again || priority == Priority.INTERACTIVE;
    }

    ZoomRateLimitException refused(String budget, Instant resetAt, String message) {
        return new ZoomRateLimitException(ErrorDetail.of(connection, operation), budget, resetAt, message);
    }

    ZoomTransportException stopped(Throwable cause) {
        return new ZoomTransportException(ErrorDetail.of(connection, operation), true,
                "the component was stopped while the call waited", cause);
    }
}
