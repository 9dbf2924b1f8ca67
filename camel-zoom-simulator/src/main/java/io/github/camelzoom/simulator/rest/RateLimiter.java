package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.RateLimitUse;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;

/**
 * Counts requests per account, product family and label, by the time of arrival on the virtual clock: in windows that slide, and in
 * UTC days. Only accepted requests use up a limit; all of them are counted for {@link RateLimitUse}, with and without a plan.
 */
public final class RateLimiter {

    private record Day(LocalDate date, int count) {}

    private static final class Counter {
        private final Deque<Instant> window = new ArrayDeque<>();
        private final Deque<Instant> lastSecond = new ArrayDeque<>();
        private long requests;
        private long refused;
        private long refusedDaily;
        private int peak;
        private int peakArrivals;
    }

    private record Key(String accountId, String family, String label) {}

    private final SimulatorSettings settings;
    private final Map<Key, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Day> days = new HashMap<>();
    private final Set<String> busy = new HashSet<>();

    /** The limits in force are read for each request. */
    public RateLimiter(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** The refusal, or nothing and the request is counted. */
    synchronized Optional<Answer> admit(String accountId, RateLimitPlan plan, Operation operation, Instant arrival) {
        RateLimits limits = RateLimits.of(plan, operation, settings);
        Counter counter = counters.computeIfAbsent(key(accountId, operation), k -> new Counter());
        counter.requests++;
        counter.peakArrivals = Math.max(counter.peakArrivals, slide(counter.lastSecond, arrival, 1) + 1);
        counter.lastSecond.addLast(arrival);
        String category = RateLimits.category(operation);
        int used = slide(counter.window, arrival, limits.windowSeconds());
        if (used >= limits.count()) {
            counter.refused++;
            return Optional.of(RateLimitAnswer.perSecond(category, limits.count(), free(counter, limits, arrival), arrival,
                    settings));
        }
        String pool = accountId + " " + RateLimits.family(operation) + " " + limits.pool();
        if (limits.daily() > 0 && !countDay(pool, limits.daily(), arrival)) {
            counter.refused++;
            counter.refusedDaily++;
            return Optional.of(RateLimitAnswer.daily(category, limits.daily(), nextDay(arrival), arrival, settings));
        }
        counter.window.addLast(arrival);
        counter.peak = Math.max(counter.peak, used + 1);
        return Optional.empty();
    }

    private static Instant free(Counter counter, RateLimits limits, Instant arrival) {
        Instant oldest = counter.window.isEmpty() ? arrival : counter.window.peekFirst();
        return oldest.plusSeconds(limits.windowSeconds());
    }

    private static int slide(Deque<Instant> window, Instant arrival, long seconds) {
        Instant start = arrival.minusSeconds(seconds);
        while (!window.isEmpty() && !window.peekFirst().isAfter(start)) {
            window.pollFirst();
        }
        return window.size();
    }

    /** The answer with what is left of the limit, where limits and headers are on. */
    synchronized Answer told(Answer answer, String accountId, RateLimitPlan plan, Operation operation) {
        RateLimits limits = RateLimits.of(plan, operation, settings);
        Counter counter = counters.get(key(accountId, operation));
        return limits.count() == Integer.MAX_VALUE || !settings.rateLimitHeaders() || counter == null
                ? answer
                : RateLimitAnswer.told(answer, RateLimits.category(operation), "QPS", limits.count(),
                        Math.max(0, limits.count() - counter.window.size()));
    }

    /** Uses up a part of a daily pool, so that its end can be seen without thousands of requests. */
    public synchronized void spendDaily(String accountId, RateLimitPlan plan, Operation operation, int count, Instant now) {
        RateLimits limits = RateLimits.of(plan, operation, settings);
        String key = accountId + " " + RateLimits.family(operation) + " " + limits.pool();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        days.merge(key, new Day(today, count), (a, b) -> a.date().equals(today) ? new Day(today, a.count() + count) : b);
    }

    /** The refusal when something was done so often today already; what is counted is up to the caller. */
    synchronized Optional<Answer> admitDaily(RateLimitPlan plan, String what, int limit, Instant arrival, Answer refusal) {
        return plan == RateLimitPlan.OFF || countDay(what, limit, arrival) ? Optional.empty() : Optional.of(refusal);
    }

    /** The refusal while another request works on the same resource, until that one is answered. */
    Optional<Answer> admitAlone(RateLimitPlan plan, String resource, Request request) {
        if (plan == RateLimitPlan.OFF) {
            return Optional.empty();
        }
        synchronized (this) {
            if (!busy.add(resource)) {
                return Optional.of(RateLimitAnswer.concurrent());
            }
        }
        request.whenAnswered(() -> release(resource));
        return Optional.empty();
    }

    private synchronized void release(String resource) {
        busy.remove(resource);
    }

    /** What was counted so far. */
    public synchronized List<RateLimitUse> use() {
        return counters.entrySet().stream().map(e -> {
            Counter c = e.getValue();
            return new RateLimitUse(e.getKey().accountId(), e.getKey().family(), e.getKey().label(), c.requests, c.refused,
                    c.refusedDaily, c.peak, c.peakArrivals);
        }).toList();
    }

    private static Key key(String accountId, Operation operation) {
        return new Key(accountId, RateLimits.family(operation), operation.rateLabel());
    }

    private boolean countDay(String key, int limit, Instant arrival) {
        LocalDate today = LocalDate.ofInstant(arrival, ZoneOffset.UTC);
        Day day = days.get(key);
        int count = day != null && day.date().equals(today) ? day.count() : 0;
        if (count >= limit) {
            return false;
        }
        days.put(key, new Day(today, count + 1));
        return true;
    }

    private static Instant nextDay(Instant arrival) {
        return LocalDate.ofInstant(arrival, ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
