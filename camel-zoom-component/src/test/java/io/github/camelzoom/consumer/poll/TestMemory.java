package io.github.camelzoom.consumer.poll;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;

/** Repositories in memory that can break. */
final class TestMemory implements StateRepository<String, String>, IdempotentRepository {

    final Map<String, String> positions = new ConcurrentHashMap<>();
    final Set<String> keys = ConcurrentHashMap.newKeySet();
    volatile boolean positionsBroken;
    volatile boolean keysBroken;

    @Override
    public void setState(String key, String value) {
        if (positionsBroken) {
            throw new IllegalStateException("positions are broken");
        }
        positions.put(key, value);
    }

    @Override
    public String getState(String key) {
        return positions.get(key);
    }

    @Override
    public boolean add(String key) {
        if (keysBroken) {
            throw new IllegalStateException("keys are broken");
        }
        return keys.add(key);
    }

    @Override
    public boolean contains(String key) {
        return keys.contains(key);
    }

    @Override
    public boolean remove(String key) {
        return keys.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        keys.clear();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
