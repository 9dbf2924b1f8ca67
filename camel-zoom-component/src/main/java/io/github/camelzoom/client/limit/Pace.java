package io.github.camelzoom.client.limit;

/**
 * When calls of one budget may go: pure arithmetic on monotonic nanoseconds. Not thread-safe.
 *
 * <p>
 * Zoom counts in a sliding second at arrival, so two things hold at once. Never are more calls on their way or sent within
 * the last second (and a guard, by which two arrivals may move towards each other) than the limit says. And calls are spaced
 * evenly, but for a small burst: a burst at the full limit would open as many connections at a time, whose slow beginning
 * pushes it into the next second. A call that has its permit but is not sent yet, since it waits for a token perhaps, counts
 * until a second after it was sent.
 *
 * <p>
 * The rate follows what others of the same account leave over: less at once after refusals; more again quickly up to
 * just below where they came, and slowly beyond it.
 */
final class Pace {

    /** When no permit is free until one that was given is used. */
    static final long UNKNOWN = Long.MAX_VALUE;

    /** Nanoseconds; a minute's guard is longer, as it costs the same share of the whole. */
    private static final long SHORTEST_GUARD = 30_000_000;
    private static final long LONGEST_GUARD = 60_000_000;
    private static final int GUARD_PART = 200;
    /** What one refusal adds to the guard, and the seconds after which it is forgotten. */
    private static final long GUARD_STEP = 6_000_000;
    private static final int GUARD_MEMORY = 60;
    /** How many spreads beyond the usual an answer is late, how late it is believed to be, and how slowly the usual changes. */
    private static final int SPREADS = 2;
    private static final double LATEST = 200_000_000;
    private static final double WEIGHT = 1 / 64.0;
    private static final int BURST_PART = 4;
    private static final double LEAST = 0.05;
    private static final double CUT = 0.7;
    private static final double NEAR = 0.98;
    private static final double QUICK = 0.05;
    private static final double SLOW = 0.004;

    private final long per;
    private final LongRing sent = new LongRing();
    private int limit;
    private int unsent;
    private long due;
    private double rate = 1;
    private double ceiling = 1;
    private double jitter;
    private double usual;
    private double spread;
    private double share = 1;
    private long recoveredAt;

    /**
     * @param limit permits in the time {@code per}; 0 for any number
     * @param per   nanoseconds
     */
    Pace(int limit, long per, long now) {
        this.limit = limit;
        this.per = per;
        this.due = now;
        this.recoveredAt = now;
    }

    /** How long until the next permit; 0 for now, {@link #UNKNOWN} when that depends on calls which are not sent yet. */
    long waitNanos(long now) {
        if (limit == 0) {
            return 0;
        }
        recover(now);
        forget(now);
        long spaced = due - now - (burst() - 1) * spacing();
        if (unsent + sent.size() < limit) {
            return Math.max(0, spaced);
        }
        return sent.size() == 0 ? UNKNOWN : Math.max(spaced, sent.first() + window() - now);
    }

    void take(long now) {
        if (limit > 0) {
            due = (due - now > 0 ? due : now) + spacing();
            unsent++;
        }
    }

    /** A call that has a permit goes out now; gives how many of ours Zoom can have counted in its present second. */
    int send(long now) {
        if (limit == 0) {
            return 0;
        }
        unsent = Math.max(0, unsent - 1);
        sent.add(now);
        forget(now);
        return sent.size();
    }

    /**
     * An answer came. One that took unusually long was perhaps late on its way to Zoom, and is counted from then on: after a
     * standstill of this machine or of the network many arrive at once.
     *
     * @param sentAt when it was sent
     */
    void answered(long sentAt, long now) {
        if (limit == 0) {
            return;
        }
        double took = now - sentAt;
        if (usual == 0) {
            usual = took;
            spread = took / 2;
        }
        long late = (long) Math.min(LATEST, took - usual - SPREADS * spread);
        if (late > 0) {
            sent.move(sentAt, sentAt + late);
        }
        spread += (Math.abs(took - usual) - spread) * WEIGHT;
        usual += (took - usual) * WEIGHT;
    }

    /** A permit comes back unused. */
    void giveBack() {
        if (limit > 0) {
            unsent = Math.max(0, unsent - 1);
            due -= spacing();
        }
    }

    /**
     * Zoom refused a call. One refusal now and then comes from arrivals that moved towards each other, so the guard becomes
     * longer; where another one follows soon, others of the account use the limit as well.
     */
    void slowDown(long now, boolean again) {
        recover(now);
        jitter = Math.min(LONGEST_GUARD - SHORTEST_GUARD, jitter + GUARD_STEP);
        if (again) {
            ceiling = rate;
            rate = Math.max(LEAST, rate * CUT);
        }
    }

    /**
     * What an answer says about the present second.
     *
     * @param told      the limit
     * @param remaining what is left of it
     * @param own       what {@link #send} gave for this call
     */
    void observe(int told, int remaining, int own, long now) {
        if (limit == 0) {
            return;
        }
        limit = told;
        int others = told - remaining - own;
        if (others >= Math.max(2, told / 10)) {
            recover(now);
            double left = Math.max(LEAST, 1 - (double) others / told);
            if (left < rate) {
                rate = left;
                ceiling = left;
            }
        }
    }

    /** Another limit than was thought. */
    void limit(int permits) {
        limit = permits;
    }

    int limit() {
        return limit;
    }

    /** Which part of the limit is this node's own; 1 unless nodes that should share it cannot talk to each other. */
    void share(double part) {
        share = part;
    }

    double rate() {
        return rate * share;
    }

    int remaining(long now) {
        forget(now);
        return Math.max(0, limit - unsent - sent.size());
    }

    int unsent() {
        return unsent;
    }

    /** Whether nothing would be forgotten with it. */
    boolean isIdle(long now) {
        forget(now);
        recover(now);
        return unsent == 0 && sent.size() == 0 && rate == 1 && jitter == 0;
    }

    /** The time between two permits of an endless line. */
    long spacing() {
        return limit == 0 ? 0 : window() / limit;
    }

    private long window() {
        return (long) ((per + Math.max(SHORTEST_GUARD, per / GUARD_PART) + jitter) / (rate * share));
    }

    private long burst() {
        return Math.max(1, limit / BURST_PART);
    }

    private void forget(long now) {
        long window = window();
        while (sent.size() > 0 && now - sent.first() >= window) {
            sent.removeFirst();
        }
    }

    private void recover(long now) {
        double left = (double) (now - recoveredAt) / per;
        jitter = Math.max(0, jitter - GUARD_STEP * (now - recoveredAt) / (GUARD_MEMORY * 1e9));
        recoveredAt = now;
        if (rate == 1) {
            return;
        }
        double near = NEAR * ceiling;
        if (rate < near) {
            double quick = Math.min(left, (near - rate) / QUICK);
            rate += quick * QUICK;
            left -= quick;
        }
        rate = Math.min(1, rate + left * SLOW);
        if (rate > ceiling * 1.05) {
            // What held us up there is gone.
            ceiling = 1;
        }
    }
}
