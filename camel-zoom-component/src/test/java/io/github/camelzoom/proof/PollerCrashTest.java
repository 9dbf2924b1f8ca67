package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A polling process is killed at random moments; the next one goes on. */
class PollerCrashTest {

    private static final int ITEMS_A_ROUND = 40;
    private static final int READY = 2;

    @TempDir
    private Path folder;

    private final Set<String> expected = new HashSet<>();
    private final WorkerLines written = new WorkerLines();
    private int files;

    private record Started(WorkerProcess process, Path lines) {}

    private void crash(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Queue<Started> ready = new ArrayDeque<>();
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            SimulatedUser user = zoom.defaultAccount().users().get(0);
            for (int round = 0; round <= kills; round++) {
                while (ready.size() < Math.min(READY, kills + 1 - round)) {
                    ready.add(start(zoom, user));
                }
                Started worker = ready.remove();
                add(zoom, user);
                worker.process().await("ready");
                worker.process().tell("go");
                worker.process().await("polling");
                if (round == 0) {
                    // Its token is stored. Killed before that, it would leave a claim, which others respect for 30 s: see CrashTest.
                    await().pollInterval(Duration.ofMillis(1)).until(() -> zoom.journal().apiRequestCount() > 0);
                }
                if (round < kills) {
                    add(zoom, user);
                    // Mostly in the middle of things; now and then while the process has hardly begun.
                    if (random.nextInt(5) > 0) {
                        worker.process().await("item");
                    }
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(300_000)));
                } else {
                    await().atMost(Duration.ofMinutes(5)).until(() -> written.done(worker.lines()).containsAll(expected));
                }
                worker.process().kill();
                written.add(worker.lines());
            }
        } finally {
            ready.forEach(each -> each.process().close());
        }
    }

    private Started start(ZoomSimulator zoom, SimulatedUser user) throws IOException {
        Path lines = folder.resolve("lines" + files++);
        return new Started(WorkerProcess.start(PollWorker.class, "64m", ZoomAddress.of(zoom).after(folder.resolve("store")
                .toString(), lines.toString(), user.id())), lines);
    }

    private void add(ZoomSimulator zoom, SimulatedUser user) {
        for (int i = 0; i < ITEMS_A_ROUND / 2; i++) {
            Instant start = Instant.now().minusSeconds(1);
            expected.add(zoom.defaultAccount().addRecording(user, "kept", start).get("uuid").asText());
        }
    }

    @Test
    void whenAPollerIsKilled_thenEveryItemComesAndOnlyThoseUnderWayComeTwice() throws Exception {
        crash(5, 1);
        assertThat(written.checkTwice(1)).isLessThanOrEqualTo(5);
    }

    @Test
    @Tag("proof")
    void whenAPollerIsKilledManyTimes_thenEveryItemComesAndOnlyThoseUnderWayComeTwice() throws Exception {
        int kills = Integer.getInteger("proof.rounds", 50);
        crash(kills, 2);
        int twice = written.checkTwice(1);
        new Evidence("poller-crash", "Killed while polling",
                """
                        A Java process polls `users/recordings/list` with a delay of 20 ms and is killed (as by kill -9) at a random moment,
                        while recordings are added. Its position and the items that it delivered are in a file, as by default; `lookback`
                        and `overlap` are 0, so that nothing but the position decides what is asked for. The next process goes on.
                        In the end every recording must have been delivered, and only one that was under way at a kill may have come twice.""")
                .row("Kills", kills).row("Recordings", expected.size()).row("Not delivered", 0)
                .row("Killed inside an exchange", written.killedInside())
                .row("Delivered twice, each under way at a kill", twice)
                .table("All rounds").write();
        assertThat(twice).isLessThanOrEqualTo(kills);
    }
}
