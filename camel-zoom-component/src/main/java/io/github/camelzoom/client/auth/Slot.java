package io.github.camelzoom.client.auth;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The changing part of one key: a reference to its state, read without a lock. Thread-safe. */
final class Slot {

    private final AtomicReference<SlotState> state = new AtomicReference<>(SlotState.COLD);
    // Only orders evictions, so a lost update does no harm.
    private volatile long usedNano;

    SlotState state() {
        return state.get();
    }

    SlotState update(UnaryOperator<SlotState> change) {
        return state.updateAndGet(change);
    }

    void used(long nano) {
        usedNano = nano;
    }

    long usedNano() {
        return usedNano;
    }
}
