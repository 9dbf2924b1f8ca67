package io.github.camelzoom.client.page;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tells which items of a list that is read again from its start were handed out before: a multiset of content hashes,
 * since items need no id and two of them may be equal. 24 bytes a slot, three quarters of them used at most. Not thread-safe.
 *
 * <p>
 * An item whose content changed between two passes counts as a new one.
 */
final class SeenItems {

    /** 12 MB to 24 MB. */
    static final int LIMIT = 500_000;

    private long[] high = new long[0];
    private long[] low = new long[0];
    /** How often an item was handed out, and how often it came in this pass. Both 0: the slot is free. */
    private int[] delivered = new int[0];
    private int[] seen = new int[0];
    private int size;

    /** Whether there are more items than can be remembered, so that the list cannot be read again. */
    boolean isFull() {
        return size >= LIMIT;
    }

    /** Whether anything was remembered: only lists of more than one page are. */
    boolean isInUse() {
        return size > 0;
    }

    /** The list is read from its start again. */
    void startOver() {
        Arrays.fill(seen, 0);
    }

    /** Those of a page that were not handed out before, and now count as handed out. */
    List<JsonNode> fresh(List<JsonNode> items) {
        return items.stream().filter(this::isFresh).toList();
    }

    /** Whether the item was not handed out before; it now counts as handed out. */
    boolean isFresh(JsonNode item) {
        if (isFull()) {
            return true;
        }
        ContentHash hash = ContentHash.of(item);
        if (size >= delivered.length / 4 * 3) {
            grow();
        }
        int slot = slot(hash.high(), hash.low());
        if (delivered[slot] == 0) {
            high[slot] = hash.high();
            low[slot] = hash.low();
            size++;
        }
        seen[slot]++;
        if (seen[slot] <= delivered[slot]) {
            return false;
        }
        delivered[slot] = seen[slot];
        return true;
    }

    private int slot(long wantedHigh, long wantedLow) {
        int mask = delivered.length - 1;
        int slot = (int) wantedLow & mask;
        while (delivered[slot] != 0 && (high[slot] != wantedHigh || low[slot] != wantedLow)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldDelivered = delivered;
        int[] oldSeen = seen;
        int capacity = Math.max(64, delivered.length * 2);
        high = new long[capacity];
        low = new long[capacity];
        delivered = new int[capacity];
        seen = new int[capacity];
        for (int i = 0; i < oldDelivered.length; i++) {
            if (oldDelivered[i] != 0) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                delivered[slot] = oldDelivered[i];
                seen[slot] = oldSeen[i];
            }
        }
    }
}
