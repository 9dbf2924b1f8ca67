package io.github.camelzoom.consumer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * What consumers without a repository remember of events. It outlives the consumer, since a route that is started again
 * gets a new one. Thread-safe.
 */
public final class EventMemories {

    private final Map<String, IdempotentRepository> byRoute = new ConcurrentHashMap<>();

    /**
     * @param route whose memory
     * @param size  how many events it holds when it is new
     */
    IdempotentRepository of(String route, int size) {
        return byRoute.computeIfAbsent(route, none -> MemoryIdempotentRepository.memoryIdempotentRepository(size));
    }

    /** The route is gone for good. */
    public void forget(String route) {
        byRoute.remove(route);
    }
}
