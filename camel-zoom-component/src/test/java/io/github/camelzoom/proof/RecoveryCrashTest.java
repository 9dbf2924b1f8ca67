package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.Happenings;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process that takes events over a WebSocket is killed at random moments; the next one recovers what it missed. */
class RecoveryCrashTest {

    private static final int EVENTS_A_ROUND = 10;

    @TempDir
    private Path folder;

    private final Set<String> expected = new HashSet<>();
    private final WorkerLines written = new WorkerLines();
    private int lost;

    private void crash(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        List<WorkerProcess> workers = new ArrayList<>();
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            WorkerProcess next = start(zoom, 0);
            workers.add(next);
            for (int round = 0; round <= kills; round++) {
                WorkerProcess worker = next;
                if (round < kills) {
                    next = start(zoom, round + 1);
                    workers.add(next);
                }
                worker.await("ready");
                worker.tell("go");
                worker.await("taking");
                if (round == 0) {
                    // What ended before the first start is not recovered.
                    await().atMost(Duration.ofMinutes(1)).until(() -> zoom.journal().apiRequests("users/recordings/list")
                            .size() > 0);
                }
                if (random.nextInt(3) > 0) {
                    // Else it is still connecting, and everything is missed.
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> zoom.events().sockets().subscription("crash").connected());
                }
                happen(zoom);
                if (round < kills) {
                    if (random.nextInt(5) > 0) {
                        worker.await("item");
                    }
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(200_000)));
                } else {
                    Path lines = lines(round);
                    await().atMost(Duration.ofMinutes(5)).until(() -> written.done(lines).containsAll(expected));
                }
                worker.kill();
                written.add(lines(round));
                if (round < kills) {
                    happen(zoom);
                }
            }
            lost = zoom.events().sockets().subscription("crash").lost().size();
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private Path lines(int process) {
        return folder.resolve("lines" + process);
    }

    private WorkerProcess start(ZoomSimulator zoom, int process) throws IOException {
        return WorkerProcess.start(RecoveryWorker.class, "64m", ZoomAddress.of(zoom).after(folder.resolve("store").toString(),
                lines(process).toString()));
    }

    private void happen(ZoomSimulator zoom) throws IOException {
        Happenings account = zoom.events().in(zoom.defaultAccount());
        SimulatedUser user = zoom.defaultAccount().users().get(0);
        for (int i = 0; i < EVENTS_A_ROUND / 2; i++) {
            SimulatedEvent event = i % 2 == 0
                    ? account.meetingEnds(user, "ended")
                    : account.recordingCompletes(user, "recorded");
            expected.add(new ObjectMapper().readTree(event.json()).at("/payload/object/uuid").asText());
            zoom.events().emit(event);
        }
    }

    /** Gives how many events came twice. Live events and recovered ones have a thread each: of each, one may be under way. */
    private int checkTwice() {
        return written.checkTwice(4);
    }

    private long recovered() {
        return written.count("begin RECOVERED");
    }

    @Test
    void whenTheProcessIsKilled_thenEveryEventComesAndOnlyThoseUnderWayComeTwice() throws Exception {
        crash(1, 1);
        assertThat(checkTwice()).isLessThanOrEqualTo(2);
        assertThat(recovered()).isGreaterThanOrEqualTo(lost);
    }

    @Test
    @Tag("proof")
    void whenTheProcessIsKilledManyTimes_thenEveryEventComesAndOnlyThoseUnderWayComeTwice() throws Exception {
        int kills = Integer.getInteger("proof.rounds", 50);
        crash(kills, 2);
        int twice = checkTwice();
        new Evidence("gap-repair", "Killed while events come",
                """
                        A Java process takes events over a WebSocket with `recover=true` and is killed (as by kill -9) at a random moment, while
                        meetings end and recordings become ready. More of that happens while no process is connected. The next process goes on, with
                        the default file for its position and the events that it knows.
                        In the end every event must have been delivered, and only those that were under way at a kill may have come twice.""")
                .row("Kills", kills).row("Events", expected.size())
                .row("Of these while nobody was connected", lost).row("Recovered from lists", recovered())
                .row("Not delivered", 0)
                .row("Delivered twice, each under way at a kill", twice).table("All rounds").write();
        assertThat(twice).isLessThanOrEqualTo(2 * kills);
    }
}
