package io.github.camelzoom.client.auth.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.auth.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every {@link TokenStore} must do. Extend it to test your own: two methods say how to open your store and what it
 * keeps. Each test starts with an empty store.
 */
public abstract class TokenStoreContractTest {

    private static final int THREADS = 16;
    private static final TokenKey KEY = TestRecords.key("acme");

    /** Opens a store over the content of this test; a second call gives another object over the same content. */
    protected abstract TokenStore open() throws Exception;

    /** All bytes that are kept outside this process, in any division; empty when there are none. */
    protected abstract Collection<byte[]> stored() throws Exception;

    /** How many versions the racing threads write in all. */
    protected int racedVersions() {
        return 200;
    }

    /** How many different records one store is filled with. */
    protected int manyKeys() {
        return 300;
    }

    @Test
    void findWhenNothingStoredThenEmpty() throws Exception {
        assertThat(open().find(KEY)).isEmpty();
    }

    @Test
    void insertWhenAbsentThenFound() throws Exception {
        TokenStore store = open();
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void insertWhenPresentThenFalseAndUnchanged() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThat(store.compareAndSet(KEY, 0, TestRecords.bare(KEY, 1))).isFalse();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void updateWhenVersionMatchesThenReplaced() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThat(store.compareAndSet(KEY, 1, TestRecords.bare(KEY, 2))).isTrue();
        assertThat(store.find(KEY)).contains(TestRecords.bare(KEY, 2));
    }

    @Test
    void updateWhenVersionHasMovedThenFalseAndUnchanged() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2));
        assertThat(store.compareAndSet(KEY, 1, TestRecords.bare(KEY, 2))).isFalse();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @Test
    void updateWhenAbsentThenFalse() throws Exception {
        TokenStore store = open();
        assertThat(store.compareAndSet(KEY, 3, TestRecords.full(KEY, 4))).isFalse();
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void updateWhenExpectedVersionIsAheadThenFalse() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThat(store.compareAndSet(KEY, 2, TestRecords.full(KEY, 3))).isFalse();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 1, 3, -1 })
    void compareAndSetWhenNotTheNextVersionThenRefused(long version) throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.bare(KEY, version)));
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void compareAndSetWhenRecordOfAnotherKeyThenRefused() throws Exception {
        TokenStore store = open();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.bare(TestRecords.key("other"), 1)));
    }

    @Test
    void findWhenOpenedAgainThenStillThere() throws Exception {
        open().compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        TokenStore again = open();
        assertThat(again.find(KEY)).contains(TestRecords.full(KEY, 1));
        assertThat(again.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isTrue();
    }

    @Test
    void compareAndSetWhenThreadInterruptedThenStoredAndFlagKept() throws Exception {
        TokenStore store = open();
        Thread.currentThread().interrupt();
        try {
            assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void compareAndSetWhenThreadsRaceThenEachVersionHasOneWinner() throws Exception {
        List<TokenStore> stores = List.of(open(), open());
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Long>>> racers = IntStream.range(0, THREADS).<Callable<List<Long>>>mapToObj(racer -> () -> {
                start.await();
                return race(stores.get(racer % 2), "node-" + racer);
            }).toList();
            List<Long> won = new ArrayList<>();
            for (Future<List<Long>> racer : pool.invokeAll(racers)) {
                won.addAll(racer.get());
            }
            assertThat(won).containsExactlyInAnyOrderElementsOf(
                    LongStream.rangeClosed(1, racedVersions()).boxed().toList());
            assertThat(stores.get(0).find(KEY).orElseThrow().version()).isEqualTo(racedVersions());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Long> race(TokenStore store, String node) {
        List<Long> won = new ArrayList<>();
        while (true) {
            long version = store.find(KEY).map(TokenRecord::version).orElse(0L);
            if (version >= racedVersions()) {
                return won;
            }
            if (store.compareAndSet(KEY, version, TestRecords.claimedBy(node, KEY, version + 1))) {
                won.add(version + 1);
            }
        }
    }

    @Test
    void compareAndSetWhenThreadsInsertThenOneWins() throws Exception {
        List<TokenStore> stores = List.of(open(), open());
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < 5; round++) {
                TokenKey key = TestRecords.key("round-" + round);
                List<Callable<String>> racers = IntStream.range(0, THREADS).<Callable<String>>mapToObj(racer -> () -> {
                    start.await();
                    String node = "node-" + racer;
                    return stores.get(racer % 2).compareAndSet(key, 0, TestRecords.claimedBy(node, key, 1)) ? node : "";
                }).toList();
                List<String> winners = new ArrayList<>();
                for (Future<String> racer : pool.invokeAll(racers)) {
                    winners.add(racer.get());
                }
                winners.removeIf(String::isEmpty);
                assertThat(winners).containsExactly(stores.get(0).find(key).orElseThrow().claim().nodeId());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void findWhenManyKeysThenEachHasItsOwn() throws Exception {
        TokenStore store = open();
        List<TokenKey> keys = IntStream.range(0, manyKeys()).mapToObj(i -> TestRecords.key("tenant-" + i)).toList();
        keys.forEach(key -> assertThat(store.compareAndSet(key, 0, TestRecords.full(key, 1))).isTrue());
        keys.forEach(key -> assertThat(store.find(key)).contains(TestRecords.full(key, 1)));
    }

    @Test
    void findWhenKeysDifferInOnePartOnlyThenApart() throws Exception {
        TokenStore store = open();
        List<TokenKey> keys = List.of(new TokenKey("r", "c", "g", "s"), new TokenKey("rc", "", "g", "s"),
                new TokenKey("r", "cg", "", "s"), new TokenKey("r", "c", "gs", ""), new TokenKey("R", "c", "g", "s"),
                new TokenKey("r", "c", "g", "s "), new TokenKey("r", "c", "g", "Straße"),
                new TokenKey("r", "c", "g", "STRASSE"), new TokenKey("日本", "𝄞", "é", "e\u0301"),
                new TokenKey("日本", "𝄞", "e\u0301", "é"), new TokenKey("r", "c", "g", "../../etc/passwd"),
                new TokenKey("r", "c", "g", "'; DROP TABLE x; --"), new TokenKey("r", "c", "g", "x".repeat(5000)));
        keys.forEach(key -> assertThat(store.find(key)).as("before %s", key).isEmpty());
        keys.forEach(key -> assertThat(store.compareAndSet(key, 0, TestRecords.full(key, 1))).isTrue());
        keys.forEach(key -> assertThat(store.find(key)).contains(TestRecords.full(key, 1)));
    }

    @Test
    void findWhenTokensAreLargeThenIntact() throws Exception {
        TokenStore store = open();
        String large = "ä0~\"\\\u0000\n€𝄞".repeat(1000);
        TokenRecord stored = new TokenRecord(KEY, 1, Phase.STABLE, TestRecords.access(large), Secret.of(large), null, null);
        store.compareAndSet(KEY, 0, stored);
        assertThat(store.find(KEY)).contains(stored);
        assertThat(store.find(KEY).orElseThrow().refresh().reveal()).isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void findWhenFieldsAreNullThenNullAgain(Phase phase) throws Exception {
        TokenStore store = open();
        TokenRecord stored = new TokenRecord(KEY, 1, phase,
                new AccessToken(Secret.of("x"), Instant.EPOCH, Instant.MAX, Instant.MAX, Set.of(), null), null,
                new Claim("n", "a", null), new Failure("r", null, Instant.MIN));
        store.compareAndSet(KEY, 0, stored);
        assertThat(store.find(KEY)).contains(stored);
        store.compareAndSet(KEY, 1, new TokenRecord(KEY, 2, phase, null, null, null, null));
        assertThat(store.find(KEY)).contains(new TokenRecord(KEY, 2, phase, null, null, null, null));
    }

    @Test
    void storedWhenReadRawThenNoSecretIsVisible() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        String all = stored().stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\n"));
        for (String canary : List.of(TestRecords.ACCESS, TestRecords.REFRESH, "canary", "0a1b2c3d", "acme")) {
            for (byte[] form : List.of(canary.getBytes(StandardCharsets.UTF_8),
                    canary.getBytes(StandardCharsets.UTF_16BE), canary.getBytes(StandardCharsets.UTF_16LE))) {
                assertThat(all.contains(new String(form, StandardCharsets.ISO_8859_1)))
                        .as("%s as %s", canary, Arrays.toString(form)).isFalse();
            }
        }
    }

    @Test
    void describeThenNamesThePlaceAndNoSecret() throws Exception {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThat(store.describe()).isNotBlank().doesNotContain("canary");
        assertThat(store.toString()).doesNotContain("canary");
        assertThat(store.find(KEY).toString()).doesNotContain(TestRecords.ACCESS).doesNotContain(TestRecords.REFRESH);
        assertThat(store.reach()).isNotNull();
    }
}
