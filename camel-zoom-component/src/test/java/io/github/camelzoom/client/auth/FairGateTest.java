package io.github.camelzoom.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.github.camelzoom.client.testing.HandRunExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FairGateTest {

    private final HandRunExecutor executor = new HandRunExecutor();
    private final FairGate gate = new FairGate(2, 100, executor);
    private final List<String> done = new ArrayList<>();

    private void submit(String lane, String name) {
        gate.run(lane, () -> name, (result, thrown) -> done.add(result));
    }

    @Test
    void runsAtMostItsWidthInALaneAndTheRestInTheOrderOfArrival() {
        for (int i = 1; i <= 5; i++) {
            submit("zoom", "task-" + i);
        }
        assertThat(executor.size()).isEqualTo(2);
        executor.runAll();
        assertThat(done).containsExactly("task-1", "task-2", "task-3", "task-4", "task-5");
    }

    @Test
    void aFullLaneDelaysNoOther() {
        for (int i = 1; i <= 5; i++) {
            submit("zoom", "zoom-" + i);
        }
        submit("gov", "gov-1");
        assertThat(executor.size()).isEqualTo(3);
    }

    @Test
    void thePlaceIsFreeBeforeTheResultIsHandedOn() {
        FairGate narrow = new FairGate(1, 100, executor);
        narrow.run("zoom", () -> "first", (result, thrown) -> {
            narrow.run("zoom", () -> "second", (next, failed) -> done.add(next));
            assertThat(executor.size()).isOne();
        });
        executor.runAll();
        assertThat(done).containsExactly("second");
    }

    @Test
    void whenATaskThrows_thenItsPlaceIsFreeAndTheFailureHandedOn() {
        FairGate narrow = new FairGate(1, 100, executor);
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            narrow.run("zoom", () -> {
                throw new IllegalStateException("task");
            }, (result, thrown) -> failures.add(thrown));
        }
        executor.runAll();
        assertThat(failures).hasSize(3).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void whenTheExecutorRejects_thenAllWaitersHearOfIt() {
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            gate.run("zoom", () -> "never", (result, thrown) -> failures.add(thrown));
        }
        executor.reject();
        executor.runAll();
        gate.run("zoom", () -> "never", (result, thrown) -> failures.add(thrown));
        assertThat(failures.stream().filter(RejectedExecutionException.class::isInstance)).hasSize(3);
    }

    @Test
    void aThousandLanesThatHangDelayNoOther() {
        // Nothing of what is given to it ends, unless the test runs it.
        List<Runnable> given = new ArrayList<>();
        FairGate wide = new FairGate(8, TokenManagerBuilder.MOST_REFRESHES, given::add);
        for (int i = 0; i < 8_000; i++) {
            wide.run("dead-" + i / 8, () -> "never", (result, thrown) -> {});
        }
        int hanging = given.size();
        assertThat(hanging).isEqualTo(8 * 8 + 992);
        wide.run("well", () -> "well", (result, thrown) -> done.add(result));
        given.get(hanging).run();
        assertThat(done).containsExactly("well");
    }

    @Test
    void whileOthersHang_thenALaneThatAnswersGetsItsWidth() {
        List<Runnable> given = new ArrayList<>();
        FairGate wide = new FairGate(8, TokenManagerBuilder.MOST_REFRESHES, given::add);
        for (int i = 0; i < 64; i++) {
            wide.run("dead-" + i, () -> "never", (result, thrown) -> {});
        }
        for (int i = 0; i < 100; i++) {
            wide.run("well", () -> "well", (result, thrown) -> done.add(result));
        }
        assertThat(given).hasSize(64 + 1);
        for (int ended = 1; ended <= 10; ended++) {
            given.get(64 + ended - 1).run();
            assertThat(given.size() - 64 - ended).isEqualTo(Math.min(8, 1 + ended));
        }
        assertThat(done).hasSize(10);
    }

    @Test
    void whenAllPlacesAreTaken_thenLanesGetTheNextOnesInTheOrderOfArrival() {
        FairGate full = new FairGate(2, 2, executor);
        for (String name : List.of("a-1", "a-2", "a-3", "b-1", "c-1", "b-2")) {
            full.run(name.substring(0, 1), () -> name, (result, thrown) -> done.add(result));
        }
        assertThat(executor.size()).isEqualTo(2);
        executor.runAll();
        assertThat(done).startsWith("a-1", "a-2", "b-1", "c-1").containsExactlyInAnyOrder("a-1", "a-2", "b-1", "c-1", "a-3",
                "b-2");
    }
}
