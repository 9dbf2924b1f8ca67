package io.github.camelzoom.client.limit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Calls that wait for one budget. Interactive ones go first, but every fifth place is one of the others', so that these
 * go on under any load. Within a priority connections take turns; within a connection first come, first served, and a call
 * that Zoom refused goes first. Not thread-safe.
 */
final class WaitingLine {

    private static final int BULK_TURN = 5;

    /** Lanes by connection; the first one has the next turn. */
    private final Map<String, TreeMap<Long, Waiter>> interactive = new LinkedHashMap<>();
    private final Map<String, TreeMap<Long, Waiter>> bulk = new LinkedHashMap<>();
    private int interactiveSize;
    private int bulkSize;
    private long orders;
    private int turns;

    void add(Waiter waiter) {
        orders++;
        waiter.order = waiter.request().again() ? Long.MIN_VALUE + orders : orders;
        lanes(waiter).computeIfAbsent(waiter.request().connection(), name -> new TreeMap<>()).put(waiter.order, waiter);
        count(waiter, 1);
    }

    /** Takes out whose turn it is; null when nobody waits. */
    Waiter poll() {
        boolean bulkTurn = interactiveSize == 0 || bulkSize > 0 && ++turns % BULK_TURN == 0;
        Map<String, TreeMap<Long, Waiter>> lanes = bulkTurn ? bulk : interactive;
        Iterator<Map.Entry<String, TreeMap<Long, Waiter>>> first = lanes.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Map.Entry<String, TreeMap<Long, Waiter>> turn = first.next();
        String connection = turn.getKey();
        TreeMap<Long, Waiter> lane = turn.getValue();
        first.remove();
        Waiter waiter = lane.pollFirstEntry().getValue();
        if (!lane.isEmpty()) {
            lanes.put(connection, lane);
        }
        count(waiter, -1);
        return waiter;
    }

    boolean remove(Waiter waiter) {
        Map<String, TreeMap<Long, Waiter>> lanes = lanes(waiter);
        String connection = waiter.request().connection();
        TreeMap<Long, Waiter> lane = lanes.get(connection);
        if (lane == null || !lane.remove(waiter.order, waiter)) {
            return false;
        }
        if (lane.isEmpty()) {
            lanes.remove(connection);
        }
        count(waiter, -1);
        return true;
    }

    /** Takes out all for which this is true. */
    List<Waiter> removeIf(Predicate<Waiter> condition) {
        List<Waiter> removed = new ArrayList<>();
        for (Waiter waiter : all()) {
            if (condition.test(waiter) && remove(waiter)) {
                removed.add(waiter);
            }
        }
        return removed;
    }

    /** The first of every lane: in a lane of equals nobody's patience ends before that of the first. */
    List<Waiter> heads() {
        List<Waiter> heads = new ArrayList<>();
        interactive.values().forEach(lane -> heads.add(lane.firstEntry().getValue()));
        bulk.values().forEach(lane -> heads.add(lane.firstEntry().getValue()));
        return heads;
    }

    /** How many go before a newcomer of this priority at most. */
    int ahead(Priority priority) {
        return priority == Priority.BULK ? size() : interactiveSize + interactiveSize / (BULK_TURN - 1);
    }

    int size() {
        return interactiveSize + bulkSize;
    }

    private List<Waiter> all() {
        List<Waiter> all = new ArrayList<>(size());
        for (Map<String, TreeMap<Long, Waiter>> lanes : List.of(interactive, bulk)) {
            lanes.values().stream().map(TreeMap::values).forEach((Collection<Waiter> lane) -> all.addAll(lane));
        }
        return all;
    }

    private Map<String, TreeMap<Long, Waiter>> lanes(Waiter waiter) {
        return waiter.request().priority() == Priority.BULK ? bulk : interactive;
    }

    private void count(Waiter waiter, int change) {
        if (waiter.request().priority() == Priority.BULK) {
            bulkSize += change;
        } else {
            interactiveSize += change;
        }
    }
}
