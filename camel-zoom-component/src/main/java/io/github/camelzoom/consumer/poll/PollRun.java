package io.github.camelzoom.consumer.poll;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One reading of a list and all its exchanges, which may end later than the reading and on other threads. What is to
 * happen when everything succeeded happens once, when the last of them has ended. Thread-safe.
 */
final class PollRun {

    private final Runnable onSuccess;
    /** The exchanges that have not ended, and the reading itself. */
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean incomplete;

    PollRun(Runnable onSuccess) {
        this.onSuccess = onSuccess;
    }

    void exchangeBegins() {
        open.incrementAndGet();
    }

    void exchangeEnded(boolean success) {
        if (!success) {
            failures.incrementAndGet();
        }
        end();
    }

    /** Something that was listed is not delivered by this run. */
    void leavesOut() {
        incomplete = true;
    }

    /** The list was read to its end. */
    void listEnded() {
        end();
    }

    boolean isIncomplete() {
        return incomplete;
    }

    int failures() {
        return failures.get();
    }

    private void end() {
        if (open.decrementAndGet() == 0 && !incomplete && failures.get() == 0) {
            onSuccess.run();
        }
    }
}
