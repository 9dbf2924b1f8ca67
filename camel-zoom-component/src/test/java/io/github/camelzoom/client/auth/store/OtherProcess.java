package io.github.camelzoom.client.auth.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.LongConsumer;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;

/**
 * A second JVM that works on a file store: it raises the version of one record up to a given one, as often as it is the
 * first to do so, and prints each version that it wrote.
 */
final class OtherProcess {

    static final TokenKey KEY = TestRecords.key("raced");
    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));

    private OtherProcess() {}

    /** Arguments: directory, last version, name. */
    public static void main(String[] args) {
        try (TokenStore store = open(Path.of(args[0]))) {
            race(store, Long.parseLong(args[1]), args[2], System.out::println);
        }
    }

    static TokenStore open(Path directory) {
        return FileTokenStore.open(directory, KEYS, new SecureRandom(), System::nanoTime);
    }

    static void race(TokenStore store, long last, String name, LongConsumer won) {
        while (true) {
            long version = store.find(KEY).map(TokenRecord::version).orElse(0L);
            if (version >= last) {
                return;
            }
            if (store.compareAndSet(KEY, version, TestRecords.claimedBy(name, KEY, version + 1))) {
                won.accept(version + 1);
            }
        }
    }

    static Process start(Path directory, long last, String name) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                OtherProcess.class.getName(), directory.toString(), Long.toString(last), name)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
