package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.error.ZoomAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Stopping loses nothing that was granted, and does not take for ever. */
@Timeout(20)
class StopTest {

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint().rotating();
    private final Node node = new Node("node-1", new TestStore(), endpoint);
    private final TokenSource person = node.rotating();

    @Test
    void i9_whenStoppedWhileARefreshTokenIsBeingSpent_thenItsSuccessorIsStored() {
        CompletionStage<?>[] stopped = new CompletionStage<?>[1];
        endpoint.then(() -> {
            stopped[0] = node.manager.stop();
            assertThat(stopped[0].toCompletableFuture()).isNotDone();
            return endpoint.issue();
        });
        assertThat(node.token(person)).isEqualTo("AT-1");
        assertThat(stopped[0].toCompletableFuture()).isDone();
        assertThat(node.store.get(person.key()).refresh().reveal()).isEqualTo("RT-1");
    }

    @Test
    void whenStopped_thenNothingNewIsSent() {
        node.manager.close();
        assertThatThrownBy(() -> node.token(person)).isInstanceOf(ZoomAuthException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> node.replace(person, "x")).isInstanceOf(ZoomAuthException.class);
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void whenStoppedBeforeTheClaim_thenNothingIsSent() {
        CompletionStage<AccessToken> waiting = node.manager.token(person);
        CompletionStage<Void> stopped = node.manager.stop();
        node.executor.runAll();
        assertThatThrownBy(() -> node.value(waiting)).hasMessageContaining("stopping");
        assertThat(endpoint.posts()).isZero();
        assertThat(stopped.toCompletableFuture()).isDone();
    }

    @Test
    void whenStoppedWhileWaitingForAnotherNode_thenWaitersFailAtOnce() {
        Node other = new Node("node-2", node.store, endpoint);
        CompletionStage<?>[] waiting = new CompletionStage<?>[1];
        endpoint.then(() -> {
            waiting[0] = other.manager.token(person);
            other.executor.runAll();
            other.manager.close();
            assertThat(waiting[0].toCompletableFuture()).isCompletedExceptionally();
            return endpoint.issue();
        });
        assertThat(node.token(person)).isEqualTo("AT-1");
    }

    @Test
    void whenStoppedWithAnUnsavedToken_thenOneMoreSaveIsTried() {
        endpoint.then(() -> {
            node.store.failsWrites = true;
            return endpoint.issue();
        });
        node.token(person);
        node.store.failsWrites = false;
        CompletionStage<Void> stopped = node.manager.stop();
        node.executor.runAll();
        assertThat(stopped.toCompletableFuture()).isDone();
        assertThat(node.store.get(person.key()).refresh().reveal()).isEqualTo("RT-1");
    }

    @Test
    void whenTheExecutorTakesNoMoreWork_thenCallersFailInsteadOfHanging() {
        node.executor.reject();
        assertThatThrownBy(() -> node.token(person)).isInstanceOf(ZoomAuthException.class);
    }

    @Test
    void bug21_whenInterruptedWhileStopping_thenTheFlagIsRestoredAndCloseReturns() throws Exception {
        node.manager.token(person);
        Thread.currentThread().interrupt();
        node.manager.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void bug23_whenTheEndpointHangs_thenCloseWaitsTheStopTimeoutOnly() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        TokenManager manager = TokenManager.builder().executor(executor).scheduler(node.scheduler).random(new Random(1))
                .stopTimeout(Duration.ofMillis(50)).build();
        try {
            endpoint.then(() -> {
                sent.countDown();
                awaitRelease(release);
                return ScriptedEndpoint.lost();
            });
            manager.token(node.account());
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            long begun = System.nanoTime();
            manager.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(4));
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
