package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenStore;
import org.junit.jupiter.api.AfterEach;
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
}
