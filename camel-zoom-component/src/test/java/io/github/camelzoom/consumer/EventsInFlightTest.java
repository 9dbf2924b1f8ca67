package io.github.camelzoom.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries of one event at the same time, known by either of its keys. */
class EventsInFlightTest {

    private final EventsInFlight inFlight = new EventsInFlight();
    private final IdempotentRepository repository = new MemoryIdempotentRepository();
    private final List<CompletableFuture<Boolean>> begun = new ArrayList<>();

    private CompletableFuture<Boolean> deliver(String... keys) {
        return inFlight.once(repository, List.of(keys), this::begin).toCompletableFuture();
    }

    private CompletionStage<Boolean> begin() {
        CompletableFuture<Boolean> work = new CompletableFuture<>();
        begun.add(work);
        return work;
    }

    @Test
    void aRepetitionWithEitherKeyWaitsForTheFirst() {
        CompletableFuture<Boolean> first = deliver("a", "request");
        CompletableFuture<Boolean> same = deliver("a");
        CompletableFuture<Boolean> rewritten = deliver("b", "request");
        CompletableFuture<Boolean> other = deliver("c", "another");
        assertThat(begun).hasSize(2);
        assertThat(List.of(first, same, rewritten, other)).noneMatch(CompletableFuture::isDone);
        begun.get(0).complete(true);
        assertThat(first).isCompletedWithValue(true);
        assertThat(same).isCompletedWithValue(false);
        assertThat(rewritten).isCompletedWithValue(false);
        assertThat(begun).hasSize(2);
    }

    @Test
    void whenTheFirstFailsThenOneRepetitionIsTriedAndTheOthersWaitForThat() {
        CompletableFuture<Boolean> first = deliver("a", "request");
        CompletableFuture<Boolean> rewritten = deliver("b", "request");
        CompletableFuture<Boolean> same = deliver("a", "request");
        begun.get(0).completeExceptionally(new IllegalStateException("the route failed"));
        assertThat(first).isCompletedExceptionally();
        assertThat(begun).hasSize(2);
        begun.get(1).complete(true);
        assertThat(List.of(rewritten.join(), same.join())).containsExactlyInAnyOrder(true, false);
        assertThat(begun).hasSize(2);
    }

    @Test
    void whatHasEndedIsForgotten() {
        CompletableFuture<Boolean> first = deliver("a", "request");
        begun.get(0).complete(true);
        CompletableFuture<Boolean> next = deliver("b", "request");
        begun.get(1).complete(true);
        assertThat(first).isCompletedWithValue(true);
        assertThat(next).isCompletedWithValue(true);
    }

    @Test
    void workThatCannotBeginFailsAndLeavesNothingBehind() {
        assertThat(inFlight.once(repository, List.of("a", "request"), () -> {
            throw new IllegalStateException("full");
        })).isCompletedExceptionally();
        assertThat(deliver("a", "request")).isNotDone();
        assertThat(begun).hasSize(1);
    }

    @Test
    void aThreadThatCannotBeMadeLeavesNothingBehind() {
        assertThat(inFlight.once(repository, List.of("a", "request"), () -> {
            throw new OutOfMemoryError("unable to create native thread");
        })).isCompletedExceptionally();
        assertThat(deliver("a", "request")).isNotDone();
    }
}
