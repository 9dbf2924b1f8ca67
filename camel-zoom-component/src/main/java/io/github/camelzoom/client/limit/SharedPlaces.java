package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places that this node has reserved in a budget which all nodes share. Guarded by the lock of its budget, except for
 * {@link #ask}, which calls the store.
 */
final class SharedPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPlaces.class);

    /** Hundredths of the time that are left empty, so that requests may be late by up to that much on their way. */
    private static final int SPARE = 8;
    /** Hundredths of the time by which a place may be used late. */
    private static final int LATE = 3;
    private static final int BATCH_PART = 8;
    private static final long SILENCE = 2_000_000_000L;
    private static final long OUTAGE = 5_000_000_000L;
    /** When the store is back, other nodes may go on with their own share for as long as an outage lasts, and a second. */
    private static final long RETURN = 6_000_000_000L;

    private final RateBudgets store;
    private final String budget;
    private final Duration per;
    private final long late;
    private final Pace pace;
    private final LongRing places = new LongRing();
    private boolean asking;
    private long askedAt;
    private boolean down;
    private long downUntil;
    private boolean returning;
    private long returnedAt;

    SharedPlaces(RateBudgets store, String budget, Duration per, Pace pace) {
        this.store = store;
        this.budget = budget;
        this.per = per.plus(per.multipliedBy(SPARE).dividedBy(100));
        this.late = per.toNanos() * LATE / 100;
        this.pace = pace;
    }

    /** How long until the next place, or until it is clear that the store does not answer. */
    long waitNanos(long now) {
        while (places.size() > 0 && now - places.first() > late) {
            // Used now, it would be counted together with the places of others.
            places.removeFirst();
        }
        if (isDown(now)) {
            return 0;
        }
        if (returning && now - returnedAt >= RETURN) {
            returning = false;
            pace.share(1);
        }
        if (places.size() > 0) {
            return Math.max(0, places.first() - now);
        }
        return asking ? Math.max(1, askedAt + SILENCE - now) : SILENCE;
    }

    void take() {
        if (places.size() > 0) {
            places.removeFirst();
        }
    }

    /** How many places to ask for now, 0 for none; the caller has to {@link #ask} for them. */
    int wanted(int waiting, long now) {
        int batch = Math.max(1, pace.limit() / BATCH_PART);
        if (asking || waiting <= places.size() || places.size() > batch / 2 || down && downUntil - now > 0) {
            return 0;
        }
        asking = true;
        askedAt = now;
        return Math.min(batch, waiting - places.size());
    }

    /**
     * Asks the store, on another thread and without any lock.
     *
     * @param permits the limit
     * @param answer  is told the result under the budget's lock: how long until the last place, negative when the store failed
     */
    void ask(int permits, int count, Executor executor, LongConsumer answer) {
        try {
            executor.execute(() -> {
                long wait = -1;
                try {
                    wait = Math.max(0, store.reserve(budget, permits, per, count));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    LOG.debug("Budget {} cannot be reserved", budget, e);
                }
                answer.accept(wait);
            });
        } catch (RuntimeException e) {
            answer.accept(-1);
        }
    }

    /** Takes over what the store said. */
    void answered(int count, long wait, long now) {
        asking = false;
        if (wait < 0) {
            fallBack(now);
            return;
        }
        if (down) {
            down = false;
            returning = true;
            returnedAt = now;
            LOG.info("The store of rate budgets answers again");
        }
        long spacing = per.toNanos() / Math.max(1, pace.limit());
        for (int i = count - 1; i >= 0; i--) {
            places.add(now + Math.max(0, wait - i * spacing));
        }
    }

    private boolean isDown(long now) {
        if (asking && now - askedAt >= SILENCE && !down) {
            fallBack(now);
        }
        return down;
    }

    private void fallBack(long now) {
        downUntil = now + OUTAGE;
        if (!down) {
            down = true;
            pace.share(store.localShare());
            LOG.warn("The store of rate budgets does not answer; this node goes on with {} of the limits", store.localShare());
        }
    }
}
