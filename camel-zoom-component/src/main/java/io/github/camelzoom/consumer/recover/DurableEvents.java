package io.github.camelzoom.consumer.recover;

import java.util.Set;
import java.util.function.Predicate;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers all events in memory and, beyond the end of the process, those that can be recovered: after a restart they are
 * listed again, whichever way they came. As thread-safe as the two repositories are.
 */
final class DurableEvents implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger(DurableEvents.class);

    private final IdempotentRepository memory;
    private final IdempotentRepository durable;
    private final String consumer;
    private final Set<String> recoverable;
    private volatile boolean troubled;

    /**
     * @param memory      of all events
     * @param consumer    the beginning of the names of its positions
     * @param recoverable names of events
     */
    DurableEvents(IdempotentRepository memory, IdempotentRepository durable, String consumer, Set<String> recoverable) {
        this.memory = memory;
        this.durable = durable;
        this.consumer = consumer;
        this.recoverable = recoverable;
    }

    /** The name of the position of events; durable keys begin with it. */
    static String position(String consumer, String event) {
        return consumer + "." + event;
    }

    /** The key for the durable repository; null when the event cannot be recovered. */
    private String durable(String key) {
        int colon = key.lastIndexOf(':');
        String event = key.substring(0, Math.max(0, colon));
        return recoverable.contains(event) ? position(consumer, event) + " " + key.substring(colon + 1) : null;
    }

    @Override
    public boolean add(String key) {
        boolean added = memory.add(key);
        return durably(key, durable::add, true) && added;
    }

    @Override
    public boolean contains(String key) {
        // The durable one is asked first: it forgets what nobody asks for.
        return durably(key, durable::contains, false) || memory.contains(key);
    }

    @Override
    public boolean remove(String key) {
        boolean removed = memory.remove(key);
        return durably(key, durable::remove, false) || removed;
    }

    @Override
    public boolean confirm(String key) {
        return durably(key, durable::confirm, true) && memory.confirm(key);
    }

    /** Without the durable one, events arrive as before; the recovery, which needs it too, says what is wrong. */
    private boolean durably(String key, Predicate<String> work, boolean otherwise) {
        String durableKey = durable(key);
        if (durableKey == null) {
            return otherwise;
        }
        try {
            boolean result = work.test(durableKey);
            troubled = false;
            return result;
        } catch (RuntimeException e) {
            if (!troubled) {
                LOG.warn("Events are remembered in memory only, and may come again after a restart: {}", e.getMessage());
            }
            troubled = true;
            return otherwise;
        }
    }

    @Override
    public void clear() {
        memory.clear();
        durable.clear();
    }

    @Override
    public void start() {
        ServiceHelper.startService(memory);
    }

    @Override
    public void stop() {
        // Both outlive the consumer, or are stopped by those who made them.
    }
}
