package io.github.camelzoom.simulator;

import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

import io.github.camelzoom.simulator.http.Request;

/** One kind of trouble and how often it happens: once, unless changed. Thread-safe. */
public final class FaultRule {

    interface Maker {
        FaultRule make(Random random);
    }

    private final Faults owner;
    private final Predicate<Request> match;
    private final Effect effect;
    private final Random random;
    private int left = 1;
    private int after;
    private double probability = 1;
    private int hits;

    FaultRule(Faults owner, Predicate<Request> match, Effect effect, Random random) {
        this.owner = owner;
        this.match = match;
        this.effect = effect;
        this.random = random;
    }

    /** Happens to the next {@code count} matching requests. */
    public synchronized FaultRule times(int count) {
        left = count;
        return this;
    }

    /** Happens to every matching request. */
    public FaultRule always() {
        return times(Integer.MAX_VALUE);
    }

    /** Lets the first {@code count} matching requests pass unharmed. */
    public synchronized FaultRule after(int count) {
        after = count;
        return this;
    }

    /** Happens to every matching request with this chance, drawn from the simulator's seed. */
    public synchronized FaultRule probability(double chance) {
        probability = chance;
        return always();
    }

    /** How often it happened. */
    public synchronized int hits() {
        return hits;
    }

    /** Ends it, and lets answers go that it holds. */
    public void remove() {
        owner.remove(this);
        if (effect instanceof Effect.Wait wait) {
            wait.hold().release();
        }
    }

    synchronized Optional<Effect> effectFor(Request request, boolean decided) {
        if (left == 0 || decided && effect.decides() || !match.test(request)) {
            return Optional.empty();
        }
        if (after > 0) {
            after--;
            return Optional.empty();
        }
        if (probability < 1 && random.nextDouble() >= probability) {
            return Optional.empty();
        }
        if (left != Integer.MAX_VALUE) {
            left--;
        }
        hits++;
        return Optional.of(effect);
    }
}
