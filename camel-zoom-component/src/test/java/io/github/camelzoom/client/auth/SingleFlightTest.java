package io.github.camelzoom.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SingleFlightTest {

    private final SingleFlight<String, String> single = new SingleFlight<>();
    private final List<CompletableFuture<String>> started = new ArrayList<>();

    private CompletionStage<String> join(String key) {
        return single.join(key, () -> {
            started.add(new CompletableFuture<>());
            return started.get(started.size() - 1);
        });
    }

    @Test
    void whoComesWhileItRunsSharesTheResult() {
        CompletionStage<String> first = join("a");
        CompletionStage<String> second = join("a");
        join("b");
        assertThat(started).hasSize(2);
        started.get(0).complete("done");
        assertThat(first.toCompletableFuture()).isCompletedWithValue("done");
        assertThat(second.toCompletableFuture()).isCompletedWithValue("done");
        assertThat(single.isRunning("a")).isFalse();
        assertThat(single.isRunning("b")).isTrue();
    }

    @Test
    void whoActsOnTheResultAndComesBackStartsANewRun() {
        join("a").thenRun(() -> join("a"));
        started.get(0).complete("done");
        assertThat(started).hasSize(2);
    }

    @Test
    void whenOneWaiterCancels_thenTheOthersAreUnaffected() {
        CompletableFuture<String> first = join("a").toCompletableFuture();
        CompletionStage<String> second = join("a");
        first.cancel(true);
        started.get(0).complete("done");
        assertThat(second.toCompletableFuture()).isCompletedWithValue("done");
    }

    @Test
    void whenTheTaskCannotStart_thenItFailsAndTheNextOneMayStart() {
        CompletionStage<String> failed = single.join("a", () -> {
            throw new IllegalStateException("no thread");
        });
        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(single.isRunning("a")).isFalse();
    }
}
