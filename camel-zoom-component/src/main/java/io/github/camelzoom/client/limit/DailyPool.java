package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The calls of a UTC day. The part of it that is kept for interactive calls stops the others early; only Zoom's own refusal
 * stops the interactive ones, since a count kept here knows neither other apps of the account nor a plan that is set
 * wrongly. Thread-safe.
 */
final class DailyPool {

    private static final int SECONDS = 86_400;
    private static final int RESERVE_PART = 20;

    private final String name;
    /** The day in the upper half, the calls of it in the lower one. */
    private final AtomicLong used = new AtomicLong();
    private final AtomicReference<Instant> blockedUntil = new AtomicReference<>();
    private volatile int limit;

    /**
     * @param name  for people
     * @param limit 0 when none is known; Zoom may refuse all the same
     */
    DailyPool(String name, int limit) {
        this.name = name;
        this.limit = limit;
    }

    void limit(int calls) {
        limit = calls;
    }

    /** Takes a call out of the pool; null when there was one. */
    Refusal take(Priority priority, Instant now) {
        Refusal blocked = blocked(now);
        if (blocked != null || limit == 0) {
            return blocked;
        }
        long today = today(now);
        int most = limit - limit / RESERVE_PART;
        while (true) {
            long before = used.get();
            int calls = calls(before, today);
            if (priority == Priority.BULK && calls >= most) {
                return new Refusal(name, RateLimitAnswer.nextDay(now), calls + " of " + limit
                        + " calls of today were made, and the rest is kept for interactive calls; option plan tells how"
                        + " many there are");
            }
            if (used.compareAndSet(before, today << Integer.SIZE | calls + 1)) {
                return null;
            }
        }
    }

    void giveBack(Instant now) {
        long today = today(now);
        used.updateAndGet(before -> calls(before, today) == 0 ? before : before - 1);
    }

    /** What Zoom refused until when; null when it refuses nothing now. */
    Refusal blocked(Instant now) {
        Instant until = blockedUntil.get();
        if (until == null) {
            return null;
        }
        if (!now.isBefore(until)) {
            blockedUntil.compareAndSet(until, null);
            return null;
        }
        return new Refusal(name, until, "Zoom's limit of a day is used up, so nothing was sent");
    }

    void block(Instant until) {
        blockedUntil.set(until);
    }

    /** Zoom's own count. */
    void observe(int told, int remaining, Instant now) {
        limit = told;
        used.set(today(now) << Integer.SIZE | Math.max(0, told - remaining));
    }

    int limit() {
        return limit;
    }

    int used(Instant now) {
        return calls(used.get(), today(now));
    }

    Instant blockedUntil(Instant now) {
        Refusal blocked = blocked(now);
        return blocked == null ? null : blocked.resetAt();
    }

    private static int calls(long state, long today) {
        return state >>> Integer.SIZE == today ? (int) state : 0;
    }

    private static long today(Instant now) {
        return now.getEpochSecond() / SECONDS;
    }
}
