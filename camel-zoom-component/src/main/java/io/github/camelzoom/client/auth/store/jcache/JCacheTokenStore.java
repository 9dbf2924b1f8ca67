package io.github.camelzoom.client.auth.store.jcache;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenSealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records in a cache that all nodes of a cluster share (Infinispan, Hazelcast, Redisson, Ehcache and others),
 * encrypted. Compare-and-set is the cache's own {@code putIfAbsent} and {@code replace}.
 *
 * <p>
 * Values are Base64 text, not bytes: {@code replace} compares values by {@code equals}, which tells arrays apart that
 * hold the same bytes in caches that store by reference. Each write has a fresh nonce, so that no value ever comes back
 * and {@code replace} cannot take a later record for an earlier one.
 *
 * <p>
 * What the cache must do, and this class cannot find out: make {@code putIfAbsent} and {@code replace} atomic across all
 * nodes (not an asynchronously replicated or near cache; in Infinispan a synchronous mode, with transactions off); never
 * evict or expire entries, since an evicted record of a rotating grant needs a person; survive the loss of a node
 * (backups) and a full stop (persistence) where grants rotate. A limit on entries or an expiry policy other than eternal
 * is for memory, not for this. Thread-safe; the store never closes the cache.
 */
public final class JCacheTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(JCacheTokenStore.class);

    private final Cache<String, String> cache;
    private final TokenSealer sealer;

    private JCacheTokenStore(Cache<String, String> cache, TokenSealer sealer) {
        this.cache = cache;
        this.sealer = sealer;
    }

    /**
     * Opens a store; for bean definitions.
     *
     * @param  key                      one or more keys, or a file of them, in the form of {@link TokenKeyList#from}
     * @throws IllegalArgumentException if there is no usable key
     * @throws TokenStoreException      if the cache cannot be used
     */
    public static JCacheTokenStore open(Cache<String, String> cache, String key) {
        return open(cache, TokenKeyList.from(Secret.of(key)), new SecureRandom());
    }

    /**
     * Opens a store and tries whether the cache can compare and set; an expiry policy that is not eternal gives a
     * warning.
     *
     * @param  keys                what to encrypt with, the same on all nodes; not null
     * @param  random              where nonces come from
     * @throws TokenStoreException if the cache cannot be used, or {@code replace} does not do what it should
     */
    public static JCacheTokenStore open(Cache<String, String> cache, TokenKeys keys, SecureRandom random) {
        if (keys == null) {
            throw new IllegalArgumentException("A token store in a cache needs a key: tokenStoreKey");
        }
        JCacheTokenStore store = new JCacheTokenStore(cache, new TokenSealer(keys, random));
        store.probe(random);
        store.warnOfExpiry();
        return store;
    }

    private void probe(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        // Not a name of a record, and not that of another node that opens at this moment.
        String name = "probe-" + HexFormat.of().formatHex(bytes);
        boolean works = guarded("used", () -> {
            try {
                return cache.putIfAbsent(name, "1") && !cache.putIfAbsent(name, "2") && !cache.replace(name, "2", "3")
                        && cache.replace(name, String.valueOf(1), "4") && "4".equals(cache.get(name));
            } finally {
                cache.remove(name);
            }
        });
        if (!works) {
            throw new TokenStoreException(describe() + " cannot be used: its putIfAbsent and replace do not compare and set,"
                    + " or it does not keep entries", null);
        }
    }

    private void warnOfExpiry() {
        Factory<ExpiryPolicy> expiry = guarded("asked for its configuration", this::expiry);
        if (expiry != null && !EternalExpiryPolicy.factoryOf().equals(expiry)) {
            LOG.warn("{} has an expiry policy: a token record that expires is lost, and a person may have to authorize again",
                    describe());
        }
    }

    /** Null when the cache does not tell. */
    @SuppressWarnings("unchecked") // The API takes a class of a generic type, which cannot be written.
    private Factory<ExpiryPolicy> expiry() {
        try {
            CompleteConfiguration<?, ?> configuration = cache.getConfiguration(CompleteConfiguration.class);
            return configuration.getExpiryPolicyFactory();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public Optional<TokenRecord> find(TokenKey key) {
        String name = TokenSealer.name(key);
        String seen = guarded("read", () -> cache.get(name));
        return seen == null ? Optional.empty() : Optional.of(open(key, name, seen));
    }

    @Override
    public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
        TokenSealer.check(key, expectedVersion, next);
        String name = TokenSealer.name(key);
        String content = Base64.getEncoder().encodeToString(sealer.seal(next));
        if (expectedVersion == 0) {
            return guarded("written", () -> cache.putIfAbsent(name, content));
        }
        String seen = guarded("read", () -> cache.get(name));
        return seen != null && open(key, name, seen).version() == expectedVersion
                && guarded("written", () -> cache.replace(name, seen, content));
    }

    private TokenRecord open(TokenKey key, String name, String content) {
        String where = describe() + ", key " + name;
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw new TokenStoreException(where + " cannot be decrypted: wrong key or changed content (it is not Base64);"
                    + " it was left as it is", null);
        }
        return sealer.open(key, sealed, where);
    }

    /** An interrupt that is pending is kept for later, since what is written may be a token that comes only once. */
    private <T> T guarded(String what, Supplier<T> call) {
        boolean interrupted = Thread.interrupted();
        try {
            return call.get();
        } catch (RuntimeException e) {
            // Whatever a provider throws, its own runtime exceptions included: it is not known what was done.
            throw new TokenStoreException(describe() + " cannot be " + what, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Reach reach() {
        return Reach.CLUSTER;
    }

    @Override
    public String describe() {
        return "jcache:" + cache.getName();
    }

    @Override
    public String toString() {
        return describe();
    }
}
