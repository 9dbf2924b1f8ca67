package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The calls of one account, product class and label: who may go now, and the line of those who wait. Thread-safe. Its lock
 * covers counting only: stages are completed, and the store of shared budgets is asked, after it was released.
 */
final class RateBudget {

    /** A refusal without {@code Retry-After} stops the others this long at first; it doubles with each that follows soon. */
    private static final long FIRST_STOP = 40_000_000L;
    private static final long LONGEST_STOP = 10_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final RateGovernor governor;
    private final BudgetKey key;
    private final DailyPool pool;
    private final WaitingLine line = new WaitingLine();
    private final Pace pace;
    /** Null when this node has the budget for itself. */
    private final SharedPlaces places;
    private Plan plan;
    private RateLimit limit;
    private boolean retired;
    private boolean blocked;
    private long blockedUntil;
    private long refusedAt;
    private int refusals;
    private ScheduledFuture<?> wake;
    private long wakeAt;

    RateBudget(RateGovernor governor, BudgetKey key, Plan plan, DailyPool pool) {
        this.governor = governor;
        this.key = key;
        this.pool = pool;
        this.plan = plan;
        this.limit = governor.limit(key, plan);
        this.pace = new Pace(limit.permits(), limit.per().toNanos(), governor.nanos());
        this.places = governor.places(key, limit, pace);
    }

    /** Two connections that tell different plans of one account are a mistake; the one that calls last is believed. */
    private void follow(Plan other) {
        plan = other;
        limit = governor.limit(key, other);
        pace.limit(limit.permits());
        pool.limit(limit.daily());
    }

    /** A permit, at once if there is one; null when this budget was given up meanwhile and another one is to be asked. */
    CompletableFuture<RatePermit> acquire(RateRequest request) {
        long now = governor.nanos();
        Waiter waiter;
        List<Runnable> after = null;
        lock.lock();
        try {
            if (retired) {
                return null;
            }
            if (request.caller().plan() != plan) {
                follow(request.caller().plan());
            }
            long wait = line.size() == 0 ? waitNanos(now) : 1;
            if (wait <= 0) {
                Refusal refusal = governor.take(pool, request);
                if (refusal != null) {
                    return failed(request, refusal);
                }
                grant(now);
                return CompletableFuture.completedFuture(new RatePermit(governor, this, request, 0));
            }
            Refusal refusal = refuse(request, now);
            if (refusal != null) {
                return failed(request, refusal);
            }
            waiter = new Waiter(this, request, now);
            line.add(waiter);
            after = new ArrayList<>(1);
            proceed(now, after);
        } finally {
            lock.unlock();
        }
        after.forEach(Runnable::run);
        return waiter;
    }

    private Refusal refuse(RateRequest request, long now) {
        Refusal day = governor.refused(pool, request);
        if (day != null) {
            return day;
        }
        long stop = blocked ? Math.max(0, blockedUntil - now) : 0;
        long expected = request.countsTurns() && !request.again()
                ? stop + line.ahead(request.priority()) * pace.spacing()
                : stop;
        if (expected <= request.patience().toNanos()) {
            return null;
        }
        return new Refusal(name(), governor.instant().plusNanos(expected), "would wait longer than rateLimitTimeout, "
                + request.patience().toSeconds() + " s" + (stop > 0 ? "" : ": " + line.size() + " calls wait already"));
    }

    private String name() {
        return key.text() + (limit.per().toSeconds() == 1 ? " per second" : " per minute");
    }

    private static CompletableFuture<RatePermit> failed(RateRequest request, Refusal refusal) {
        return CompletableFuture.failedFuture(request.refused(refusal.budget(), refusal.resetAt(), refusal.message()));
    }

    private void grant(long now) {
        pace.take(now);
        if (places != null) {
            places.take();
        }
    }

    private long waitNanos(long now) {
        if (blocked) {
            if (blockedUntil - now > 0) {
                return blockedUntil - now;
            }
            blocked = false;
        }
        long wait = pace.waitNanos(now);
        return places == null || wait == Pace.UNKNOWN ? wait : Math.max(wait, places.waitNanos(now));
    }

    /** Lets go who may; collects what is to be done after the lock was released. */
    private void proceed(long now, List<Runnable> after) {
        for (Waiter head : line.size() == 0 ? List.<Waiter>of() : line.heads()) {
            expire(head, now, after);
        }
        while (line.size() > 0) {
            long wait = waitNanos(now);
            if (wait > 0) {
                for (Waiter head : line.heads()) {
                    wait = Math.min(wait, Math.max(1, head.patience(now)));
                }
                arm(wait, now, after);
                break;
            }
            Waiter waiter = line.poll();
            Refusal refusal = governor.take(pool, waiter.request());
            if (refusal != null) {
                after.add(() -> refuse(waiter, refusal));
            } else {
                grant(now);
                RatePermit permit = new RatePermit(governor, this, waiter.request(), now - waiter.since());
                after.add(() -> {
                    if (!waiter.complete(permit)) {
                        permit.close();
                    }
                });
            }
        }
        reserve(now, after);
    }

    private void reserve(long now, List<Runnable> after) {
        int count = places == null ? 0 : places.wanted(line.size(), now);
        if (count > 0) {
            SharedPlaces asked = places;
            int permits = pace.limit();
            after.add(() -> asked.ask(permits, count, governor.blocking(), wait -> run(() -> asked.answered(count, wait,
                    governor.nanos()))));
        }
    }

    private void expire(Waiter head, long now, List<Runnable> after) {
        if (head.patience(now) <= 0 && line.remove(head)) {
            Refusal refusal = new Refusal(name(),
                    blocked ? governor.instant().plusNanos(blockedUntil - now) : governor.instant(),
                    "waited longer than rateLimitTimeout, " + head.request().patience().toSeconds() + " s");
            after.add(() -> refuse(head, refusal));
        }
    }

    private static void refuse(Waiter waiter, Refusal refusal) {
        waiter.completeExceptionally(waiter.request().refused(refusal.budget(), refusal.resetAt(), refusal.message()));
    }

    private void arm(long wait, long now, List<Runnable> after) {
        if (wait == Pace.UNKNOWN || wake != null && wakeAt - (now + wait) <= 0) {
            return;
        }
        if (wake != null) {
            wake.cancel(false);
        }
        try {
            wakeAt = now + wait;
            wake = governor.timer().schedule(this::wake, wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            wake = null;
            after.add(() -> stop(e));
        }
    }

    private void wake() {
        run(() -> wake = null);
    }

    /** Changes something, and lets go who may go after it. */
    private void run(Runnable change) {
        List<Runnable> after = new ArrayList<>();
        lock.lock();
        try {
            change.run();
            proceed(governor.nanos(), after);
        } finally {
            lock.unlock();
        }
        after.forEach(Runnable::run);
    }

    void sending(RatePermit permit) {
        List<Runnable> after = List.of();
        lock.lock();
        try {
            long now = governor.nanos();
            permit.sent(now, pace.send(now));
            if (line.size() > 0) {
                after = new ArrayList<>();
                proceed(now, after);
            }
        } finally {
            lock.unlock();
        }
        after.forEach(Runnable::run);
    }

    void answered(RatePermit permit) {
        lock.lock();
        try {
            pace.answered(permit.sentAt(), governor.nanos());
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        run(pace::giveBack);
    }

    void leave(Waiter waiter) {
        run(() -> line.remove(waiter));
    }

    /** What an answer's headers say of the present second. */
    void observe(RatePermit permit, int told, int remaining) {
        lock.lock();
        try {
            pace.observe(told, remaining, permit.own(), governor.nanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Zoom refused a call: nobody goes on until Zoom said, or for a short time that grows when it happens again soon.
     *
     * @param permit of any budget; Zoom may count the call otherwise than was thought
     */
    void refused(RatePermit permit, RateLimitAnswer answer) {
        Instant instant = governor.instant();
        Instant retryAt = answer.retryAt();
        // An instant that has passed, as clocks differ, is as good as none.
        long asked = retryAt != null && retryAt.isAfter(instant)
                ? governor.spread(instant.until(retryAt, ChronoUnit.NANOS))
                : 0;
        List<Runnable> after = new ArrayList<>();
        lock.lock();
        try {
            long now = governor.nanos();
            // What was on its way at the last refusal tells nothing new.
            boolean known = refusals > 0 && permit.sentAt() - refusedAt <= 0;
            if (!known) {
                refusals = refusals > 0 && now - blockedUntil < limit.per().toNanos() * 3 / 2 ? refusals + 1 : 1;
                refusedAt = now;
                pace.slowDown(now, refusals > 1);
            }
            long brief = known ? 0 : Math.min(LONGEST_STOP, FIRST_STOP << Math.min(refusals - 1, 10));
            long until = now + Math.max(asked, brief);
            if (!blocked || until - blockedUntil > 0) {
                blocked = true;
                blockedUntil = until;
            }
            if (answer.limit() > 0 && limit.permits() > 0) {
                pace.limit(answer.limit());
            }
            for (Waiter waiter : line.removeIf(each -> isTooLong(each, now))) {
                Refusal refusal = new Refusal(name(), instant.plusNanos(blockedUntil - now),
                        "Zoom wants no calls for longer than rateLimitTimeout, " + waiter.request().patience().toSeconds()
                                + " s");
                after.add(() -> refuse(waiter, refusal));
            }
        } finally {
            lock.unlock();
        }
        after.forEach(Runnable::run);
    }

    private boolean isTooLong(Waiter waiter, long now) {
        return blockedUntil - now > Math.min(waiter.patience(now), waiter.request().patience().toNanos());
    }

    /** The daily pool was used up: nobody waits for the next day. */
    void failAll(Refusal refusal) {
        List<Waiter> waiters;
        lock.lock();
        try {
            waiters = line.removeIf(each -> true);
        } finally {
            lock.unlock();
        }
        waiters.forEach(waiter -> refuse(waiter, refusal));
    }

    void stop(Throwable cause) {
        List<Waiter> waiters;
        lock.lock();
        try {
            waiters = line.removeIf(each -> true);
        } finally {
            lock.unlock();
        }
        waiters.forEach(waiter -> waiter.completeExceptionally(waiter.request().stopped(cause)));
    }

    /** Gives the budget up if nothing would be forgotten with it. */
    boolean retire() {
        lock.lock();
        try {
            long now = governor.nanos();
            retired = retired || line.size() == 0 && !(blocked && blockedUntil - now > 0) && pace.isIdle(now);
            return retired;
        } finally {
            lock.unlock();
        }
    }

    DailyPool pool() {
        return pool;
    }

    BudgetKey key() {
        return key;
    }

    BudgetState state() {
        Instant instant = governor.instant();
        Instant day = pool.blockedUntil(instant);
        lock.lock();
        try {
            long now = governor.nanos();
            boolean stands = blocked && blockedUntil - now > 0;
            return new BudgetState(key.account(), key.product(), key.label(), pace.limit(), limit.per(), pace.rate(),
                    day != null || stands ? 0 : pace.remaining(now), line.size(),
                    day != null ? day : stands ? instant.plusNanos(blockedUntil - now) : null, pool.limit(),
                    pool.used(instant));
        } finally {
            lock.unlock();
        }
    }
}
