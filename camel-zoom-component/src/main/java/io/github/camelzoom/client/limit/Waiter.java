package io.github.camelzoom.client.limit;

import java.util.concurrent.CompletableFuture;

/** A call in a line. Cancelling it takes it out of the line at once. */
final class Waiter extends CompletableFuture<RatePermit> {

    private final RateBudget budget;
    private final RateRequest request;
    private final long since;
    /** Its place in its lane; set by the line. */
    long order;

    Waiter(RateBudget budget, RateRequest request, long since) {
        this.budget = budget;
        this.request = request;
        this.since = since;
    }

    RateRequest request() {
        return request;
    }

    long since() {
        return since;
    }

    /** Nanoseconds that it can still wait; {@link Long#MAX_VALUE} when only standstill counts. */
    long patience(long now) {
        return request.countsTurns() ? request.patience().toNanos() - (now - since) : Long.MAX_VALUE;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            budget.leave(this);
        }
        return cancelled;
    }
}
