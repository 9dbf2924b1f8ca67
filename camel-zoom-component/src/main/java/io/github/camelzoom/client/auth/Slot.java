package io.github.camelzoom.client.auth;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The changing part of one key: a reference to its state, read without a lock. Thread-safe. */
final class Slot {

    private static final long GRAIN_NANOS = 1_000_000_000L;

    private final AtomicReference<SlotState> state = new AtomicReference<>(SlotState.COLD);
    // Only orders evictions, so a lost update does no harm.
    private volatile long usedNano;

    Slot(long nano) {
        usedNano = nano;
    }

    SlotState state() {
        return state.get();
    }

    SlotState update(UnaryOperator<SlotState> change) {
        return state.updateAndGet(change);
    }

    /** Written once a second at most: many threads read the slot at full speed. */
    void used(long nano) {
        if (nano - usedNano > GRAIN_NANOS) {
            usedNano = nano;
        }
    }

    long usedNano() {
        return usedNano;
    }
}
