package io.github.camelzoom.proof;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Long lists are polled in a small heap, and remembered in the default file. */
class PollVolumeTest {

    @TempDir
    private Path folder;

    private String[] poll(int items) throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(PollVolumeWorker.class, "64m", folder.toString(), "" + items)) {
            String[] result = worker.await("done").split(" ");
            assertThat(result[1]).as("delivered").isEqualTo("" + items);
            assertThat(result[2]).as("readings").isEqualTo("2");
            return result;
        }
    }

    @Test
    void whenTenThousandItemsArePolledTwice_thenEachComesOnce() throws Exception {
        assertThat(Integer.parseInt(poll(10_000)[5])).as("MB of heap").isLessThanOrEqualTo(64);
    }

    @Test
    @Tag("proof")
    void whenAHundredThousandItemsArePolledTwice_thenEachComesOnce() throws Exception {
        int items = Integer.getInteger("proof.items", 100_000);
        String[] result = poll(items);
        long size;
        try (var files = Files.walk(folder)) {
            size = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
        new Evidence("poll-volume", "Polling a long list",
                """
                        A Java process with a heap of 64 MB (-Xmx64m) polls a list of items of 1 kB each twice; the list comes from memory,
                        so that nothing but the consumer is measured. Position and delivered items are in a file, as by default.
                        The first run must deliver every item, the second none.""")
                .row("Items", items).row("Delivered", result[1]).row("First run, ms", result[3])
                .row("Second run, which recognizes all of them, ms", result[4])
                .row("Peak use of the heap, garbage included, MB", result[5]).row("File, kB", size / 1000).table("Both runs")
                .write();
        assertThat(Integer.parseInt(result[5])).as("MB of heap").isLessThanOrEqualTo(64);
    }
}
