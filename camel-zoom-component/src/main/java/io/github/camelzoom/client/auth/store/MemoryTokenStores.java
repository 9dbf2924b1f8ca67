package io.github.camelzoom.client.auth.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The memory stores of one owner, by id: the same id is the same store. An object and not a static table, so that two
 * Camel contexts in one JVM share nothing by accident; who wants them to share passes them the same object. Thread-safe.
 */
public final class MemoryTokenStores {

    private final ConcurrentMap<String, MemoryTokenStore> stores = new ConcurrentHashMap<>();

    /** The store of an id, made when there is none yet. */
    public MemoryTokenStore get(String id) {
        return stores.computeIfAbsent(id, MemoryTokenStore::new);
    }
}
