package io.github.camelzoom.client.auth.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;

/**
 * Keeps records in this process; they end with it. Right for grants that can be repeated at will, and for tests. A
 * rotated refresh token is lost with the process.
 *
 * <p>
 * Not bounded, on purpose: evicting a record of a rotating grant would lose the grant. A record takes about 3 kB, and
 * there is one for each connection. Lock-free; closing does nothing, since the records belong to the
 * {@link MemoryTokenStores} they came from.
 */
public final class MemoryTokenStore implements TokenStore {

    private final String id;
    private final ConcurrentMap<TokenKey, TokenRecord> records = new ConcurrentHashMap<>();

    /**
     * @param id names the store in {@link #describe()}; not null
     */
    public MemoryTokenStore(String id) {
        this.id = id;
    }

    @Override
    public Optional<TokenRecord> find(TokenKey key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
        TokenSealer.check(key, expectedVersion, next);
        if (expectedVersion == 0) {
            return records.putIfAbsent(key, next) == null;
        }
        TokenRecord seen = records.get(key);
        return seen != null && seen.version() == expectedVersion && records.replace(key, seen, next);
    }

    @Override
    public Reach reach() {
        return Reach.PROCESS;
    }

    @Override
    public String describe() {
        return "memory://" + id;
    }

    @Override
    public String toString() {
        return describe();
    }
}
