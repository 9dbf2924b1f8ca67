package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenStoresTest {

    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));

    @TempDir
    private Path temp;
    private final MemoryTokenStores memory = new MemoryTokenStores();
    private TokenStores stores;

    private TokenStores stores() {
        if (stores == null) {
            Map<String, String> properties = Map.of("user.home", temp.toString(), "zone", "eu$1");
            stores = new TokenStores(new SecureRandom(), System::nanoTime, properties::get, memory);
        }
        return stores;
    }

    @AfterEach
    void close() {
        stores().close();
    }

    @Test
    void openWhenMemoryThenTheStoreOfThatId() {
        assertThat(stores().open("memory://default", null)).isSameAs(memory.get("default"))
                .isSameAs(stores().open("MEMORY://default", KEYS));
    }

    @Test
    void openWhenAnySpellingOfAPathThenOneStore() throws IOException {
        TokenStore store = stores().open("file:" + temp.resolve("a"), KEYS);
        Files.createSymbolicLink(temp.resolve("link"), temp);
        for (String text : List.of("file://" + temp + "/a", "FILE:" + temp + "/a/", temp + "/a", temp + "/x/../a",
                "${user.home}/a", "file:${user.home}/a", "~/a", "file:~/a", temp + "/link/a",
                Path.of("").toAbsolutePath().relativize(temp).resolve("a").toString(),
                "file:" + Path.of("").toAbsolutePath().relativize(temp).resolve("a"))) {
            assertThat(stores().open(text, TokenKeyList.parse(Secret.of("test:" + "07".repeat(32))))).as(text).isSameAs(store);
        }
        assertThat(store.describe()).isEqualTo("file:" + temp.toRealPath() + "/a");
    }

    @Test
    void openWhenPropertyHasSpecialCharactersThenTakenLiterally() {
        assertThat(stores().open("${user.home}/${zone}/b", KEYS).describe()).endsWith("/eu$1/b");
    }

    @Test
    void openWhenAnEmptySettingsFileIsThereThenColdStart() throws IOException {
        Path settings = Files.createFile(temp.resolve("OAuthSettings.txt"));
        TokenStore store = stores().open(settings.toString(), KEYS);
        assertThat(store.find(TestRecords.key("a"))).isEmpty();
        assertThat(store.compareAndSet(TestRecords.key("a"), 0, TestRecords.full(TestRecords.key("a"), 1))).isTrue();
        assertThat(stores().open(settings.toString(), KEYS)).isSameAs(store);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "memory://", "memory:// ", "file:", "file://host/path", "file:// ", "#myStore",
            "jdbc:h2:mem:x;password=canary", "redis://user:canary@host", "s3:bucket", " memory://a", "memory://a ", "/tmp/x\n",
            "${no.such.property}/x", "file:${}/x", "/tmp/\u0000x" })
    void openWhenNothingItKnowsThenRefusedWithTheForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> stores().open(text, KEYS)).withMessageStartingWith("tokenStore")
                .withMessageNotContaining("canary");
    }

    @Test
    void openWhenNullThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> stores().open(null, KEYS))
                .withMessageContaining("memory://id, file:path");
    }

    @Test
    void openWhenOpenWithOtherKeysThenRefused() {
        TokenStore store = stores().open("~/a", KEYS);
        TokenKeys others = TokenKeyList.parse(Secret.of("test:" + "08".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> stores().open("~/a", others))
                .withMessageContaining("tokenStoreKey");
        assertThatIllegalArgumentException().isThrownBy(() -> stores().open("~/a", null));
        assertThat(stores().open("~/a", KEYS)).isSameAs(store);
    }

    @Test
    void openWhenItFailedThenTriedAgain() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "content");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> stores().open(file.toString(), KEYS))
                .withMessageContaining(file.toString());
        Files.delete(file);
        assertThat(stores().open(file.toString(), KEYS)).isNotNull();
    }

    @Test
    void openWhenThreadsRaceThenOneStore() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CyclicBarrier start = new CyclicBarrier(8);
        try {
            List<Callable<TokenStore>> openers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                openers.add(() -> {
                    start.await();
                    return stores.open("~/raced", null);
                });
            }
            stores();
            TokenStore store = null;
            for (Future<TokenStore> opener : pool.invokeAll(openers)) {
                store = store == null ? opener.get() : store;
                assertThat(opener.get()).isSameAs(store);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void closeThenWritingFailsAndNothingIsOpened() {
        TokenStore store = stores().open("~/a", KEYS);
        stores().close();
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(TestRecords.key("a"), 0, TestRecords.full(TestRecords.key("a"), 1)))
                .withMessageContaining("closed");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> stores().open("~/a", KEYS))
                .withMessageContaining("closed");
    }
}
