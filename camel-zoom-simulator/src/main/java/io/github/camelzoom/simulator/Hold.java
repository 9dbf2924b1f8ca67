package io.github.camelzoom.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers kept back until a test releases them; makes races deterministic. The requests have been worked on when they wait here.
 * Thread-safe.
 */
public final class Hold {

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean released;
    private int arrived;
    private FaultRule rule;

    Hold() {}

    void rule(FaultRule value) {
        rule = value;
    }

    /** The rule that feeds this hold, for {@code times(n)} or {@code always()}. */
    public FaultRule rule() {
        return rule;
    }

    /** How many requests have come here so far. */
    public synchronized int arrived() {
        return arrived;
    }

    /** Lets the kept answers go and all later ones pass. */
    public void release() {
        List<Runnable> go;
        synchronized (this) {
            released = true;
            go = List.copyOf(waiting);
            waiting.clear();
        }
        go.forEach(Runnable::run);
    }

    void pass(Runnable next) {
        synchronized (this) {
            arrived++;
            if (!released) {
                waiting.add(next);
                return;
            }
        }
        next.run();
    }
}
