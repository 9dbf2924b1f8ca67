package io.github.camelzoom.client.auth.store.jcache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.auth.store.TestRecords;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenSealer;
import io.github.camelzoom.client.auth.store.TokenStoreContractTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The contract, with Ehcache that stores by value and by reference. */
class JCacheTokenStoreTest {

    private static final TokenKey KEY = TestRecords.key("acme");
    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));

    private abstract static class Contract extends TokenStoreContractTest {

        private final boolean byValue;
        private CacheManager manager;
        private Cache<String, String> cache;

        Contract(boolean byValue) {
            this.byValue = byValue;
        }

        @BeforeEach
        void start() {
            manager = Caching.getCachingProvider("org.ehcache.jsr107.EhcacheCachingProvider").getCacheManager();
            cache = manager.createCache("zoom-" + UUID.randomUUID(), new MutableConfiguration<String, String>()
                    .setTypes(String.class, String.class).setStoreByValue(byValue));
        }

        @AfterEach
        void stop() {
            manager.destroyCache(cache.getName());
        }

        @Override
        protected TokenStore open() {
            return JCacheTokenStore.open(cache, KEYS, new SecureRandom());
        }

        @Override
        protected Collection<byte[]> stored() {
            List<byte[]> all = new ArrayList<>();
            for (Cache.Entry<String, String> entry : cache) {
                all.add(entry.getKey().getBytes(StandardCharsets.UTF_8));
                all.add(Base64.getDecoder().decode(entry.getValue()));
            }
            return all;
        }

        @Override
        protected int racedVersions() {
            return 1000;
        }

        @Test
        void openThenNothingIsLeftOfTheProbe() {
            open();
            assertThat(stored()).isEmpty();
        }

        @Test
        void findWhenChangedThenErrorAndLeftAsItIs() {
            TokenStore store = open();
            store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
            for (String content : List.of("", "canary", "no base 64!", "AAAA".repeat(50))) {
                cache.put(TokenSealer.name(KEY), content);
                assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                        .withMessageContaining("cannot be decrypted: wrong key or changed content")
                        .withMessageNotContaining("canary");
                assertThatExceptionOfType(TokenStoreException.class)
                        .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2)));
                assertThat(cache.get(TokenSealer.name(KEY))).isEqualTo(content);
            }
        }

        @Test
        void callsWhenCacheIsClosedThenStoreException() {
            TokenStore store = open();
            cache.close();
            assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                    .withMessageContaining("cannot be read");
            assertThatExceptionOfType(TokenStoreException.class)
                    .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1)))
                    .withMessageContaining("cannot be written");
        }
    }

    @Nested
    class ByValue extends Contract {
        ByValue() {
            super(true);
        }
    }

    @Nested
    class ByReference extends Contract {
        ByReference() {
            super(false);
        }
    }

    @Test
    void openWhenNoKeyThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JCacheTokenStore.open(broken(Map.of()), null, new SecureRandom()))
                .withMessageContaining("tokenStoreKey");
    }

    @Test
    void openWhenCacheCannotCompareAndSetThenRefused() {
        for (Map<String, Object> answers : List.<Map<String, Object>>of(Map.of("putIfAbsent", true),
                Map.of("putIfAbsent", false), Map.of("replace", true), Map.of("replace", false))) {
            assertThatExceptionOfType(TokenStoreException.class)
                    .isThrownBy(() -> JCacheTokenStore.open(broken(answers), "07".repeat(32)))
                    .withMessageContaining("compare and set");
        }
    }

    @Test
    void openWhenCacheFailsThenStoreException() {
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(
                        () -> JCacheTokenStore.open(broken(Map.of("putIfAbsent", new CacheException("down"))), "07".repeat(32)))
                .withMessage("jcache:broken cannot be used").withCauseInstanceOf(CacheException.class);
    }

    /** A cache on a map, some methods of which give fixed answers. */
    @SuppressWarnings("unchecked")
    private static Cache<String, String> broken(Map<String, Object> answers) {
        Map<String, String> map = new ConcurrentHashMap<>();
        return (Cache<String, String>) Proxy.newProxyInstance(JCacheTokenStoreTest.class.getClassLoader(),
                new Class<?>[]{ Cache.class }, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (answer != null) {
                        return answer;
                    }
                    try {
                        return switch (method.getName()) {
                            case "getName" -> "broken";
                            case "putIfAbsent" -> map.putIfAbsent((String) arguments[0], (String) arguments[1]) == null;
                            case "remove" -> map.remove(arguments[0]) != null;
                            default -> Map.class.getMethod(method.getName(), method.getParameterTypes()).invoke(map, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
