package io.github.camelzoom.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that can be told to fail, and remembers every record it took. */
final class TestStore implements TokenStore {

    private final Map<TokenKey, TokenRecord> records = new ConcurrentHashMap<>();
    private final List<TokenRecord> history = new ArrayList<>();
    volatile boolean failsReads;
    volatile boolean failsWrites;
    volatile boolean failsAfterWrite;
    volatile int finds;
    volatile Runnable beforeNextWrite;

    @Override
    public synchronized Optional<TokenRecord> find(TokenKey key) {
        finds++;
        if (failsReads) {
            throw new TokenStoreException("disk gone", null);
        }
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
        Runnable intruder = beforeNextWrite;
        beforeNextWrite = null;
        if (intruder != null) {
            intruder.run();
        }
        return write(key, expectedVersion, next);
    }

    private synchronized boolean write(TokenKey key, long expectedVersion, TokenRecord next) {
        if (failsWrites) {
            throw new TokenStoreException("disk full", null);
        }
        TokenRecord stored = records.get(key);
        if ((stored == null ? 0 : stored.version()) != expectedVersion) {
            return false;
        }
        if (next.version() != expectedVersion + 1) {
            throw new AssertionError("version " + next.version() + " after " + expectedVersion);
        }
        records.put(key, next);
        history.add(next);
        if (failsAfterWrite) {
            throw new TokenStoreException("line broke", null);
        }
        return true;
    }

    synchronized void put(TokenRecord next) {
        records.put(next.key(), next);
    }

    void clear() {
        records.clear();
    }

    TokenRecord get(TokenKey key) {
        return records.get(key);
    }

    synchronized List<TokenRecord> history() {
        return List.copyOf(history);
    }

    @Override
    public Reach reach() {
        return Reach.PROCESS;
    }

    @Override
    public String describe() {
        return "test:store";
    }
}
