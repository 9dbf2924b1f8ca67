package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FileTokenStoreTest extends TokenStoreContractTest {

    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));

    @TempDir
    private Path temp;
    private final List<TokenStore> opened = new ArrayList<>();

    @Override
    protected TokenStore open() {
        TokenStore store = FileTokenStore.open(temp.resolve("store"), KEYS, new SecureRandom(), System::nanoTime);
        opened.add(store);
        return store;
    }

    @Override
    protected Collection<byte[]> stored() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.toList()) {
                all.add(file.toString().getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(file)) {
                    all.add(Files.readAllBytes(file));
                }
            }
        }
        return all;
    }

    @AfterEach
    void close() {
        opened.forEach(TokenStore::close);
    }

    @Test
    void describeThenTheFormOfTheOption() throws IOException {
        assertThat(open().describe()).isEqualTo("file:" + temp.toRealPath().resolve("store"));
        assertThat(open().reach()).isEqualTo(TokenStore.Reach.MACHINE);
    }

    @Test
    @Tag("proof")
    void findWhenTenThousandConnectionsThenEachHasItsOwn() throws Exception {
        TokenStore store = open();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> writers = IntStream.range(0, 10_000).<Callable<Boolean>>mapToObj(i -> () -> {
                TokenKey key = TestRecords.key("tenant-" + i);
                return store.compareAndSet(key, 0, TestRecords.full(key, 1))
                        && store.compareAndSet(key, 1, TestRecords.full(key, 2));
            }).toList();
            for (Future<Boolean> writer : pool.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        TokenStore again = open();
        for (int i = 0; i < 10_000; i++) {
            TokenKey key = TestRecords.key("tenant-" + i);
            assertThat(again.find(key)).contains(TestRecords.full(key, 2));
        }
    }
}
