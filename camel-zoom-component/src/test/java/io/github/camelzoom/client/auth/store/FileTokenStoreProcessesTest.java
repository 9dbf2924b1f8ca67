package io.github.camelzoom.client.auth.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A file store shared by processes, and by processes that are killed. */
class FileTokenStoreProcessesTest {

    @TempDir
    private Path temp;

    @Test
    void compareAndSetWhenProcessesRaceThenEachVersionHasOneWinner() throws Exception {
        race(400);
    }

    @Test
    @Tag("proof")
    void compareAndSetWhenProcessesRaceForLongThenEachVersionHasOneWinner() throws Exception {
        race(20_000);
    }

    private void race(long last) throws Exception {
        Path directory = temp.resolve("store");
        // Neither is opened before the others start, so that making the directory is raced for as well.
        List<Process> others = List.of(OtherProcess.start(directory, last, "two"),
                OtherProcess.start(directory, last, "three"));
        List<Long> won = new ArrayList<>();
        for (Process other : others) {
            try (BufferedReader output = OtherProcess.output(other)) {
                output.lines().map(Long::valueOf).forEach(won::add);
            }
        }
        for (Process other : others) {
            assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
        }
        assertThat(won).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
        try (TokenStore store = OtherProcess.open(directory)) {
            assertThat(store.find(OtherProcess.KEY).orElseThrow().version()).isEqualTo(last);
        }
    }

    @Test
    void compareAndSetWhenStoresOfOneProcessAndOneOfAnotherRaceThenEachVersionHasOneWinner() throws Exception {
        Path directory = temp.resolve("store");
        Process other = OtherProcess.start(directory, 300, "other");
        List<Long> won = new ArrayList<>();
        try (BufferedReader output = OtherProcess.output(other)) {
            won.add(Long.valueOf(output.readLine()));
            // Opening and closing stores on the same lock file must not let the other process in while one is inside.
            Thread opener = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    OtherProcess.open(directory).close();
                }
            });
            opener.start();
            try (TokenStore store = OtherProcess.open(directory)) {
                OtherProcess.race(store, 300, "this", won::add);
            }
            opener.join();
            output.lines().map(Long::valueOf).forEach(won::add);
        }
        assertThat(other.waitFor()).isZero();
        assertThat(won).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test
    void openWhenWriterWasKilledThenNothingAcknowledgedIsLost() throws Exception {
        kill(3, 40);
    }

    @Test
    @Tag("proof")
    void openWhenWritersWereKilledManyTimesThenNothingAcknowledgedIsLost() throws Exception {
        kill(100, 25);
    }

    private void kill(int rounds, int writes) throws Exception {
        Path directory = temp.resolve("store");
        for (int round = 0; round < rounds; round++) {
            Process writer = OtherProcess.start(directory, Long.MAX_VALUE, "writer");
            long acknowledged = 0;
            try (BufferedReader output = OtherProcess.output(writer)) {
                for (int i = 0; i < writes; i++) {
                    acknowledged = Long.parseLong(output.readLine());
                }
                // Not Process.destroyForcibly, which throws away what the writer has printed already.
                writer.toHandle().destroyForcibly();
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    acknowledged = Math.max(acknowledged, Long.parseLong(line));
                }
            }
            writer.waitFor();
            try (TokenStore store = OtherProcess.open(directory)) {
                TokenRecord left = store.find(OtherProcess.KEY).orElseThrow();
                assertThat(left.version()).isBetween(acknowledged, acknowledged + 1);
                assertThat(store.compareAndSet(OtherProcess.KEY, left.version(),
                        TestRecords.claimedBy("survivor", OtherProcess.KEY, left.version() + 1))).isTrue();
            }
            assertNoLeftovers(directory);
        }
    }

    private static void assertNoLeftovers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".tmp"));
        }
    }
}
