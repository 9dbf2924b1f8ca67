package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Leave to send one request. Whoever has it says when the request goes out, then what came of it; or gives it back. Used by
 * one call, whose steps follow one another; not thread-safe beyond that.
 */
public final class RatePermit {

    private final RateGovernor governor;
    private final RateBudget budget;
    private final RateRequest request;
    private final long waitedNanos;
    private boolean sent;
    private boolean done;
    private long sentAt;
    private int own;

    RatePermit(RateGovernor governor, RateBudget budget, RateRequest request, long waitedNanos) {
        this.governor = governor;
        this.budget = budget;
        this.request = request;
        this.waitedNanos = waitedNanos;
    }

    /** How long the call waited for it. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /** The request goes out now. Zoom counts at arrival, so this is to be the last thing before it is sent. */
    public void sending() {
        if (!sent && !done) {
            sent = true;
            budget.sending(this);
        }
    }

    /**
     * An answer came, other than 429.
     *
     * @param header the answer's first value of a header, null when absent
     */
    public void answered(int status, UnaryOperator<String> header) {
        governor.answered(this, status, header);
    }

    /** Zoom refused the call for a rate limit. */
    public void refused(RateLimitAnswer answer) {
        governor.refused(this, answer);
    }

    /** The call ended. A permit that was not used goes back. */
    public void close() {
        if (!done) {
            done = true;
            if (!sent) {
                governor.unused(this);
            }
        }
    }

    RateBudget budget() {
        return budget;
    }

    RateRequest request() {
        return request;
    }

    long sentAt() {
        return sentAt;
    }

    int own() {
        return own;
    }

    void sent(long now, int ownInSecond) {
        sentAt = now;
        own = ownInSecond;
    }
}
