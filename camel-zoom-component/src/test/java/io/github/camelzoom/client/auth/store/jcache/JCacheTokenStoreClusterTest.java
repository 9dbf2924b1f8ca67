package io.github.camelzoom.client.auth.store.jcache;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;

import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.TestRecords;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenStoreContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, with two members of a Hazelcast cluster that talk over sockets: each opening is on the other member. */
class JCacheTokenStoreClusterTest extends TokenStoreContractTest {

    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));
    private static final String CLUSTER = "zoom-" + UUID.randomUUID();

    private static HazelcastInstance first;
    private static HazelcastInstance second;

    private String name;
    private int openings;

    @BeforeAll
    static void start() {
        first = member();
        second = member();
        assertThat(second.getCluster().getMembers()).hasSize(2);
    }

    private static HazelcastInstance member() {
        Config config = new Config().setClusterName(CLUSTER);
        config.setProperty("hazelcast.logging.type", "slf4j").setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1");
        return Hazelcast.newHazelcastInstance(config);
    }

    @AfterAll
    static void stop() {
        first.getLifecycleService().terminate();
        second.getLifecycleService().terminate();
    }

    @BeforeEach
    void name() {
        name = "tokens-" + UUID.randomUUID();
    }

    private Cache<String, String> cache(HazelcastInstance member) {
        var manager = new HazelcastServerCachingProvider(member).getCacheManager();
        Cache<String, String> cache = manager.getCache(name, String.class, String.class);
        return cache != null
                ? cache
                : manager.createCache(name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    }

    @Override
    protected TokenStore open() {
        return JCacheTokenStore.open(cache(openings++ % 2 == 0 ? first : second), KEYS, new SecureRandom());
    }

    @Override
    protected Collection<byte[]> stored() {
        List<byte[]> all = new ArrayList<>();
        for (Cache.Entry<String, String> entry : cache(second)) {
            all.add(entry.getKey().getBytes(StandardCharsets.UTF_8));
            all.add(Base64.getDecoder().decode(entry.getValue()));
        }
        return all;
    }

    @Test
    void findWhenTheOtherMemberDiedThenNothingIsLost() {
        TokenStore store = open();
        List<TokenKey> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            keys.add(TestRecords.key("tenant-" + i));
            store.compareAndSet(keys.get(i), 0, TestRecords.full(keys.get(i), 1));
        }
        second.getLifecycleService().terminate();
        keys.forEach(key -> assertThat(store.find(key)).contains(TestRecords.full(key, 1)));
        second = member();
    }
}
