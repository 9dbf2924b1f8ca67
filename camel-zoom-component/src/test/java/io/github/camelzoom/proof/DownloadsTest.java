package io.github.camelzoom.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.FileBytes;
import io.github.camelzoom.simulator.SimulatedFile;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Large files: in a JVM with 32 MB of heap, over a line that breaks, from a foreign storage host, and through kill -9. */
class DownloadsTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final String HEAP = "32m";
    private static final int RESETS = 10;
    private static final int KILLS = 5;

    @TempDir
    Path directory;

    private record Figures(long peak, long sent, int requests, long seconds) {}

    private static WorkerProcess downloader(ZoomSimulator zoom, SimulatedFile file, String mode, Path directory)
            throws IOException {
        return WorkerProcess.start(Downloader.class, HEAP,
                ZoomAddress.of(zoom).after(file.id(), Long.toString(file.size()), mode,
                        directory.toString()));
    }

    private Figures fetch(String mode, long size) throws IOException {
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            zoom.files().storageOrigin("http://localhost:" + zoom.port());
            SimulatedFile file = zoom.files().add(mode, size).resetAt(LongStream.rangeClosed(1, RESETS).mapToObj(i -> i * (size
                    / (RESETS + 1))).toList());
            long start = System.nanoTime();
            String[] done;
            try (WorkerProcess worker = downloader(zoom, file, mode, directory)) {
                done = worker.await("done").split(" ");
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            if (!mode.equals("stream")) {
                assertRight(directory.resolve(mode + "-mp4.mp4"), mode, size);
            } else {
                assertThat(Long.parseLong(done[2])).isEqualTo(size);
            }
            List<ApiRequest> storage = zoom.journal().apiRequests(r -> r.rawPath().startsWith("/rec/storage/"));
            assertThat(storage).hasSize(RESETS + 1).allSatisfy(request -> assertThat(request.authorization()).isNull());
            assertThat(file.bytesSent()).isLessThan((long) (size * 1.01));
            long peak = Long.parseLong(done[1]);
            assertThat(peak).isLessThan(32 * MEGABYTE);
            return new Figures(peak, file.bytesSent(), storage.size(), seconds);
        }
    }

    private static void assertRight(Path file, String id, long size) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            assertThat(FileBytes.matching(id, content)).isEqualTo(size);
        }
        Files.delete(file);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whenALineBreaksTenTimes_thenNothingIsFetchedTwiceOrKeptInMemory() throws IOException {
        fetch("stream", 100 * MEGABYTE);
        fetch("save", 100 * MEGABYTE);
    }

    @Test
    @Tag("proof")
    void whenAGigabyteIsFetchedOverALineThatBreaksTenTimes_thenNothingIsFetchedTwiceOrKeptInMemory() throws IOException {
        long size = 1024 * MEGABYTE;
        Evidence evidence = new Evidence("downloads", "A gigabyte over a line that breaks",
                """
                        A JVM with a heap of 32 MB fetches a file of 1 GiB with `zoom:download`, in a route with stream caching as Camel has
                        it by default, from a storage host that is not Zoom's; the line is reset ten times. Every byte is compared.""");
        for (String mode : List.of("stream", "file", "save")) {
            Figures figures = fetch(mode, size);
            evidence.row("Peak heap, MB (sum of the peaks of its parts)", Evidence.number((double) figures.peak() / MEGABYTE))
                    .row("Bytes sent / size of the file", String.format(java.util.Locale.ROOT, "%.4f", (double) figures.sent()
                            / size))
                    .row("Requests to the storage host, all without bearer", figures.requests())
                    .row("Seconds, start of the JVM included", figures.seconds()).table(switch (mode) {
                        case "stream" -> "Read as a stream by the next step";
                        case "file" -> "Written by the file component";
                        default -> "Written by option `directory`";
                    });
        }
        evidence.write();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whenTheProcessIsKilledAgainAndAgain_thenTheNextOneGoesOn() throws Exception {
        long size = 20 * MEGABYTE;
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            SimulatedFile file = zoom.files().add("killed", size);
            Path part = directory.resolve("killed-mp4.mp4.part");
            for (int i = 1; i <= KILLS; i++) {
                long reached = i * 3 * MEGABYTE + i;
                file.stallAt(reached);
                try (WorkerProcess worker = downloader(zoom, file, "save", directory)) {
                    await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(part) && Files.size(part) == reached);
                    worker.kill();
                }
                try (var files = Files.list(directory)) {
                    assertThat(files).containsExactly(part);
                }
            }
            try (WorkerProcess worker = downloader(zoom, file, "save", directory)) {
                worker.await("done");
            }
            assertRight(directory.resolve("killed-mp4.mp4"), "killed", size);
            assertThat(file.bytesSent()).isEqualTo(size);
            assertThat(part).doesNotExist();
        }
    }
}
