package io.github.camelzoom.consumer.poll;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;

/**
 * Which items need not be delivered: those that were, which the repository knows, and those that are under way, which only
 * this process knows. An item enters the repository after its exchange succeeded and not before, since a process that is
 * killed in between would otherwise never deliver it. Thread-safe.
 */
final class Deliveries {

    /** Items may stay under way for long, in a queue for instance. */
    static final int MOST_UNDER_WAY = 10_000;

    private final IdempotentRepository repository;
    private final String prefix;
    /** By key, with the run that delivers it. */
    private final Map<String, PollRun> underWay = new ConcurrentHashMap<>();

    /**
     * @param name of the consumer: a repository may be shared
     */
    Deliveries(IdempotentRepository repository, String name) {
        this.repository = repository;
        this.prefix = name + " ";
    }

    /**
     * Takes an item for delivery. {@link #succeeded} or {@link #failed} must follow.
     *
     * @return                       false when it is not to be delivered; when an earlier run still does, the run is told
     * @throws IllegalStateException when too many items are under way
     */
    boolean begin(String key, PollRun run) {
        if (underWay.size() >= MOST_UNDER_WAY) {
            throw new IllegalStateException("More than " + MOST_UNDER_WAY + " items were given to the route and are not done;"
                    + " no further ones are read");
        }
        PollRun other = underWay.putIfAbsent(key, run);
        if (other != null) {
            if (other != run) {
                run.leavesOut();
            }
            return false;
        }
        boolean known = true;
        try {
            known = repository.contains(prefix + key);
        } finally {
            if (known) {
                underWay.remove(key);
            }
        }
        return !known;
    }

    /** Remembers items, whose exchange has succeeded. */
    void succeeded(Collection<String> keys) {
        try {
            for (String key : keys) {
                repository.add(prefix + key);
                repository.confirm(prefix + key);
            }
        } finally {
            failed(keys);
        }
    }

    /** Gives items back: they are to come again. */
    void failed(Collection<String> keys) {
        keys.forEach(underWay::remove);
    }
}
