package io.github.camelzoom.client.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The slots of all keys, bounded: the ones not used for longest are forgotten, a tenth at a time, and come back from the
 * store when they are used again. Thread-safe.
 */
final class Slots {

    private final ConcurrentMap<TokenKey, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicBoolean evicting = new AtomicBoolean();
    private final int limit;
    private final Predicate<TokenKey> busy;

    /** @param busy whether a key must not be forgotten now */
    Slots(int limit, Predicate<TokenKey> busy) {
        this.limit = limit;
        this.busy = busy;
    }

    Slot of(TokenKey key, long nano) {
        Slot slot = slots.get(key);
        if (slot == null) {
            Slot fresh = new Slot(nano);
            slot = slots.computeIfAbsent(key, missing -> fresh);
            if (slot == fresh) {
                evict(key, nano);
            }
        }
        slot.used(nano);
        return slot;
    }

    /** Null when nothing is known of the key. */
    Slot find(TokenKey key) {
        return slots.get(key);
    }

    void forEach(BiConsumer<TokenKey, Slot> action) {
        slots.forEach(action);
    }

    int size() {
        return slots.size();
    }

    private void evict(TokenKey newest, long nano) {
        if (slots.size() <= limit || !evicting.compareAndSet(false, true)) {
            return;
        }
        try {
            record Age(TokenKey key, Slot slot, long nanos) {}
            List<Age> oldest = slots.entrySet().stream().map((Map.Entry<TokenKey, Slot> entry) -> new Age(entry.getKey(),
                    entry.getValue(), nano - entry.getValue().usedNano())).sorted(Comparator.comparingLong(Age::nanos)
                            .reversed())
                    .limit(Math.max(1, limit / 10)).toList();
            for (Age age : oldest) {
                if (!age.key().equals(newest) && !busy.test(age.key()) && age.slot().state().isEvictable()) {
                    slots.remove(age.key(), age.slot());
                }
            }
        } finally {
            evicting.set(false);
        }
    }
}
