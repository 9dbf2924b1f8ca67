package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that the fault rules want of one request. Immutable; {@code decision} is null when the answer is left alone. */
record FaultPlan(Duration delay, List<Hold> holds, Effect decision) {

    static FaultPlan none() {
        return new FaultPlan(Duration.ZERO, List.of(), null);
    }

    boolean decided() {
        return decision != null;
    }

    FaultPlan plus(Effect effect) {
        if (effect instanceof Effect.Delay more) {
            return new FaultPlan(delay.plus(more.duration()), holds, decision);
        }
        if (effect instanceof Effect.Wait wait) {
            List<Hold> all = new ArrayList<>(holds);
            all.add(wait.hold());
            return new FaultPlan(delay, List.copyOf(all), decision);
        }
        return new FaultPlan(delay, holds, effect);
    }
}
