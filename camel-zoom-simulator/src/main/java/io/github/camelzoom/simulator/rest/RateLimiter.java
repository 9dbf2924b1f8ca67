package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.http.Answer;

/** Counts accepted requests per account in sliding windows and UTC days, by the time of arrival on the virtual clock. */
public final class RateLimiter {

    private static final int WRITES_PER_USER = 100;

    private record Day(LocalDate date, int count) {}

    private final SimulatorSettings settings;
    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private final Map<String, Day> days = new HashMap<>();

    /** The plan in force is read for each request. */
    public RateLimiter(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** The refusal, or nothing and the request is counted. */
    synchronized Optional<Answer> admit(String accountId, Operation operation, Instant arrival) {
        RateLimitPlan plan = settings.rateLimits();
        if (plan == RateLimitPlan.OFF) {
            return Optional.empty();
        }
        RateLimits limits = RateLimits.of(plan, operation);
        String category = RateLimits.category(operation);
        String key = accountId + " " + RateLimits.family(operation) + " ";
        Deque<Instant> window = windows.computeIfAbsent(key + operation.rateLabel(), k -> new ArrayDeque<>());
        Instant windowStart = arrival.minusSeconds(limits.windowSeconds());
        while (!window.isEmpty() && !window.peekFirst().isAfter(windowStart)) {
            window.pollFirst();
        }
        if (window.size() >= limits.count()) {
            return Optional.of(RateLimitAnswer.perSecond(category, limits.count(), settings.rateLimitHeaders()));
        }
        if (limits.daily() > 0 && !countDay(key + limits.pool(), limits.daily(), arrival)) {
            return Optional.of(RateLimitAnswer.daily(category, limits.daily(), nextDay(arrival), settings.rateLimitHeaders()));
        }
        window.addLast(arrival);
        return Optional.empty();
    }

    /** Uses up a part of a daily pool, so that its end can be seen without thousands of requests. */
    public synchronized void spendDaily(String accountId, Operation operation, int count, Instant now) {
        RateLimits limits = RateLimits.of(settings.rateLimits(), operation);
        String key = accountId + " " + RateLimits.family(operation) + " " + limits.pool();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        days.merge(key, new Day(today, count), (a, b) -> a.date().equals(today) ? new Day(today, a.count() + count) : b);
    }

    /** The same for the 100 meeting and webinar writes of one host a day. */
    synchronized Optional<Answer> admitWrite(String userId, Instant arrival) {
        boolean admitted = settings.rateLimits() == RateLimitPlan.OFF || countDay("writes " + userId, WRITES_PER_USER, arrival);
        return admitted ? Optional.empty() : Optional.of(RateLimitAnswer.perUser());
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
