package io.github.camelzoom;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.client.limit.RateGovernor;

/**
 * The rate governors of a CamelContext: one for all components, and one more for each place where some of them keep their
 * budgets instead. Thread-safe.
 */
final class Governors {

    private final ReentrantLock lock = new ReentrantLock();
    /** By the bean; the null key is the one whose budgets are here. */
    private final Map<RateBudgets, RateGovernor> governors = new IdentityHashMap<>();
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private final Executor blocking;

    Governors(ScheduledExecutorService timer, RandomGenerator random, Executor blocking) {
        this.timer = timer;
        this.random = random;
        this.blocking = blocking;
    }

    /**
     * @param budgets null for budgets that this context has for itself
     */
    RateGovernor of(RateBudgets budgets) {
        lock.lock();
        try {
            return governors.computeIfAbsent(budgets, store -> new RateGovernor(timer, SystemTime.clock(), SystemTime.nanos(),
                    random, store, blocking));
        } finally {
            lock.unlock();
        }
    }

    List<BudgetState> states() {
        List<BudgetState> states = new ArrayList<>();
        all().forEach(governor -> states.addAll(governor.states()));
        return states;
    }

    void close() {
        all().forEach(RateGovernor::close);
    }

    private List<RateGovernor> all() {
        lock.lock();
        try {
            return List.copyOf(governors.values());
        } finally {
            lock.unlock();
        }
    }
}
