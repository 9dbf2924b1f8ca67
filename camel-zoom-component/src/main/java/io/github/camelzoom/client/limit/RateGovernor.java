package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.catalog.RateLabel;

/**
 * Lets calls go as fast as Zoom's limits allow, and no faster. Zoom counts by account, product and label, over all apps and
 * users; so all connections of one account share the budgets. Thread-safe; no method blocks.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rate-limits/">Zoom: rate limits</a>
 */
public final class RateGovernor implements AutoCloseable {

    private static final int MOST_BUDGETS = 10_000;
    private static final long SPREAD = 250_000_000L;

    /** The label is null for the pool of heavy and resource-intensive calls together. */
    private record PoolKey(String account, ProductClass product, RateLabel label) {}

    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final RateBudgets store;
    private final Executor blocking;
    private final Map<BudgetKey, RateBudget> budgets = new ConcurrentHashMap<>();
    private final ReentrantLock poolLock = new ReentrantLock();
    private final Map<PoolKey, DailyPool> pools = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PoolKey, DailyPool> eldest) {
            return size() > MOST_BUDGETS;
        }
    };
    private final UserWrites writes;
    private final LearnedLabels labels = new LearnedLabels();
    private volatile boolean closed;

    /**
     * @param timer    completes stages that had to wait; it is the caller's to shut down
     * @param clock    for days and for the instants that Zoom names
     * @param nanos    a monotonic clock, for everything else
     * @param random   spreads nodes that were all told the same instant
     * @param store    where the nodes of a cluster share budgets; null when this one has them for itself
     * @param blocking runs calls of the store; it is the caller's to shut down
     */
    public RateGovernor(ScheduledExecutorService timer, InstantSource clock, LongSupplier nanos, RandomGenerator random,
            RateBudgets store, Executor blocking) {
        this.timer = timer;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.store = store;
        this.blocking = blocking;
        this.writes = new UserWrites(store != RateBudgets.unlimited());
    }

    /**
     * Leave to send a request.
     *
     * @return complete already when a permit is free. Otherwise completed on the timer's thread, which is to be left at
     *         once, or failed with a {@code ZoomRateLimitException} when it would take too long, with a
     *         {@code ZoomTransportException} when the governor is closed. Cancelling it takes the call out of the line
     */
    public CompletionStage<RatePermit> acquire(RateRequest request) {
        RateClass counted = labels.of(request);
        BudgetKey key = new BudgetKey(request.caller().account(), counted.product(), counted.label());
        while (true) {
            if (closed) {
                return CompletableFuture.failedFuture(request.stopped(null));
            }
            RateBudget budget = budget(key, request.caller().plan());
            CompletableFuture<RatePermit> permit = budget.acquire(request);
            if (permit != null) {
                if (closed) {
                    budget.stop(null);
                }
                return permit;
            }
            budgets.remove(key, budget);
        }
    }

    /** How all budgets stand that were used lately; in no order. */
    public List<BudgetState> states() {
        List<BudgetState> states = new ArrayList<>();
        budgets.values().forEach(budget -> states.add(budget.state()));
        return states;
    }

    /** Fails every call that waits, and every one that would ask. */
    @Override
    public void close() {
        closed = true;
        budgets.values().forEach(budget -> budget.stop(null));
    }

    private RateBudget budget(BudgetKey key, Plan plan) {
        RateBudget budget = budgets.get(key);
        if (budget != null) {
            return budget;
        }
        if (budgets.size() >= MOST_BUDGETS) {
            budgets.values().removeIf(RateBudget::retire);
        }
        return budgets.computeIfAbsent(key, missing -> new RateBudget(this, missing, plan, pool(missing, plan)));
    }

    private DailyPool pool(BudgetKey key, Plan plan) {
        RateLimit limit = limit(key, plan);
        PoolKey pool = new PoolKey(key.account(), key.product(), limit.shared() ? null : key.label());
        poolLock.lock();
        try {
            return pools.computeIfAbsent(pool, missing -> new DailyPool(key.text() + " per day", limit.daily()));
        } finally {
            poolLock.unlock();
        }
    }

    /** Takes the call out of the pools that it counts in; null when it may go. */
    Refusal take(DailyPool pool, RateRequest request) {
        Instant now = clock.instant();
        Refusal refusal = pool.take(request.priority(), now);
        if (refusal == null) {
            refusal = writes.take(request, now);
            if (refusal != null) {
                pool.giveBack(now);
            }
        }
        return refusal;
    }

    /** Why the call cannot go today; null when it can. */
    Refusal refused(DailyPool pool, RateRequest request) {
        Instant now = clock.instant();
        Refusal refusal = pool.blocked(now);
        return refusal != null ? refusal : writes.refused(request, now);
    }

    void unused(RatePermit permit) {
        Instant now = clock.instant();
        permit.budget().pool().giveBack(now);
        writes.giveBack(permit.request(), now);
        permit.budget().giveBack();
    }

    void answered(RatePermit permit, int status, UnaryOperator<String> header) {
        permit.budget().answered(permit);
        if (status >= 400) {
            writes.giveBack(permit.request(), clock.instant());
        }
        RateLabel told = RateLimitAnswer.label(header.apply(RateLimitAnswer.CATEGORY));
        String type = header.apply(RateLimitAnswer.TYPE);
        if (told != null && told != permit.budget().key().label()) {
            labels.learn(permit.request(), told);
            return;
        }
        int limit = type == null ? 0 : RateLimitAnswer.number(header.apply(RateLimitAnswer.LIMIT));
        String remaining = limit == 0 ? null : header.apply(RateLimitAnswer.REMAINING);
        if (remaining == null || permit.request().caller().plan() == null) {
            return;
        }
        int left = RateLimitAnswer.number(remaining);
        if (type.toLowerCase(Locale.ROOT).contains("daily")) {
            permit.budget().pool().observe(limit, left, clock.instant());
        } else {
            permit.budget().observe(permit, limit, left);
        }
    }

    void refused(RatePermit permit, RateLimitAnswer answer) {
        Instant now = clock.instant();
        permit.budget().answered(permit);
        writes.giveBack(permit.request(), now);
        switch (answer.kind()) {
            case CONCURRENT -> {
            }
            case SUBJECT -> writes.block(permit.request(), answer.retryAt(), now);
            case DAY -> {
                DailyPool pool = budgetOf(permit, answer.label()).pool();
                pool.block(answer.retryAt());
                Refusal refusal = pool.blocked(now);
                if (refusal != null) {
                    budgets.values().stream().filter(budget -> budget.pool() == pool).forEach(each -> each.failAll(refusal));
                }
            }
            case RATE -> budgetOf(permit, answer.label()).refused(permit, answer);
        }
    }

    /** The budget that Zoom counted a call in, which may be another one than was thought. */
    private RateBudget budgetOf(RatePermit permit, RateLabel told) {
        BudgetKey thought = permit.budget().key();
        if (told == null || told == thought.label()) {
            return permit.budget();
        }
        labels.learn(permit.request(), told);
        return budget(new BudgetKey(thought.account(), thought.product(), told), permit.request().caller().plan());
    }

    RateLimit limit(BudgetKey key, Plan plan) {
        return plan == null || store == RateBudgets.unlimited() ? RateLimit.NONE : plan.limit(key.product(), key.label());
    }

    SharedPlaces places(BudgetKey key, RateLimit limit, Pace pace) {
        return store == null || limit.permits() == 0
                ? null
                : new SharedPlaces(store, "zoom:" + key.account() + ':' + key.product() + ':' + key.label(), limit.per(), pace);
    }

    /** Nodes that were told the same instant shall not all come back at it. */
    long spread(long wait) {
        return wait + random.nextLong(SPREAD);
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Executor blocking() {
        return blocking;
    }

    Instant instant() {
        return clock.instant();
    }

    long nanos() {
        return nanos.getAsLong();
    }
}
