package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The 100 meetings and webinars that may be created or changed for one host in a UTC day, whatever the plan. Counted where
 * the host is known; what Zoom refuses is remembered in any case. Bounded and thread-safe.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rate-limits/">Zoom: rate limits</a>
 */
final class UserWrites {

    private static final String NAME = "meeting and webinar writes per user and day";
    private static final int LIMIT = 100;
    private static final int MOST = 10_000;
    private static final int SECONDS = 86_400;

    private record Day(long number, int calls, Instant blockedUntil) {}

    private final boolean counting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Day> days = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Day> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param counting false to know only what Zoom refused
     */
    UserWrites(boolean counting) {
        this.counting = counting;
    }

    /** Takes one of the writes; null when there was one, or the call is no write. */
    Refusal take(RateRequest request, Instant now) {
        return ask(request, now, true);
    }

    /** Why the write cannot be made today; null when it can, or the call is no write. */
    Refusal refused(RateRequest request, Instant now) {
        return ask(request, now, false);
    }

    private Refusal ask(RateRequest request, Instant now, boolean take) {
        if (request.rateClass().writer() == null) {
            return null;
        }
        String key = key(request);
        lock.lock();
        try {
            Day day = day(key, now);
            if (day.blockedUntil() != null && now.isBefore(day.blockedUntil())) {
                return new Refusal(NAME, day.blockedUntil(), "Zoom allows no more of them today, so nothing was sent");
            }
            if (!counting || !request.rateClass().isHostKnown()) {
                return null;
            }
            if (day.calls() >= LIMIT) {
                return new Refusal(NAME, RateLimitAnswer.nextDay(now),
                        "all " + LIMIT + " of today were made for this user, so nothing was sent");
            }
            if (take) {
                days.put(key, new Day(day.number(), day.calls() + 1, null));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The write was not made after all. */
    void giveBack(RateRequest request, Instant now) {
        if (request.rateClass().isHostKnown()) {
            change(request, now, day -> new Day(day.number(), Math.max(0, day.calls() - 1), day.blockedUntil()));
        }
    }

    /** Zoom refused it. */
    void block(RateRequest request, Instant until, Instant now) {
        if (request.rateClass().writer() != null) {
            change(request, now, day -> new Day(day.number(), day.calls(), until));
        }
    }

    private void change(RateRequest request, Instant now, UnaryOperator<Day> change) {
        String key = key(request);
        lock.lock();
        try {
            days.put(key, change.apply(day(key, now)));
        } finally {
            lock.unlock();
        }
    }

    private Day day(String key, Instant now) {
        long today = now.getEpochSecond() / SECONDS;
        Day day = days.get(key);
        return day != null && day.number() == today ? day : new Day(today, 0, null);
    }

    /** {@code me} is somebody else on each connection. */
    private static String key(RateRequest request) {
        String writer = request.rateClass().writer();
        return request.caller().account() + ' ' + writer + (writer.equals("users/me") ? ' ' + request.caller().user() : "");
    }

    int size() {
        lock.lock();
        try {
            return days.size();
        } finally {
            lock.unlock();
        }
    }
}
