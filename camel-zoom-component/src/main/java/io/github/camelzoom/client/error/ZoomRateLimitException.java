package io.github.camelzoom.client.error;

import java.time.Instant;

/** A rate limit of Zoom is used up for longer than the call may wait. */
public class ZoomRateLimitException extends ZoomException {

    private final String budget;
    private final Instant resetAt;

    /**
     * @param budget  which limit, e.g. {@code Heavy per second} or {@code Light per day}
     * @param resetAt when calls are possible again; null when Zoom did not say
     */
    public ZoomRateLimitException(ErrorDetail detail, String budget, Instant resetAt, String message) {
        super(detail, message, null);
        this.budget = budget;
        this.resetAt = resetAt;
    }

    /** Which limit is used up. */
    public String getBudget() {
        return budget;
    }

    /** When calls are possible again; null when unknown. */
    public Instant getResetAt() {
        return resetAt;
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
