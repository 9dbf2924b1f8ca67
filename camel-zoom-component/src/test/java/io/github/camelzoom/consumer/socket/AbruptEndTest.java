package io.github.camelzoom.consumer.socket;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.socket.SocketContext;
import io.github.camelzoom.client.socket.SocketSession;
import io.github.camelzoom.client.socket.SocketTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that sends events and goes in the same moment, without a close frame, over real sockets: all that it sent arrive.
 * How often is option {@code socket.abruptEnds}.
 */
class AbruptEndTest {

    private static final int ENDS = Integer.getInteger("socket.abruptEnds", 150);

    private boolean slow;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final JettySocketConnector connector = new JettySocketConnector(null, null, Duration.ofSeconds(10));

    @AfterEach
    void close() {
        connector.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 500 })
    void noneIsLost(int events) throws Exception {
        noneIsLost(events, ENDS, "");
    }

    private void noneIsLost(int events, int ends, String padding) throws Exception {
        List<String> expected = IntStream.range(0, events).mapToObj(i -> "{\"event\":\"e" + i + padding + "\"}").toList();
        byte[] burst = RawZoom.burst(expected);
        for (int round = 0; round < ends; round++) {
            Arrived arrived = new Arrived(events);
            // One for each: what has lost its connection comes back at once.
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                SocketSession session = new SocketSession(context(server), SocketTimes.ZOOMS, arrived);
                session.start();
                RawZoom.serve(server, burst);
                arrived.all.await(10, TimeUnit.SECONDS);
                assertThat(arrived.events).as("round %d: %s", round, session.status()).hasSize(expected.size())
                        .isEqualTo(expected);
                session.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void noneIsLostAlsoWhenMoreComesThanIsReadAhead() throws Exception {
        slow = true;
        noneIsLost(2_000, 4, "x".repeat(2_000));
    }

    private final class Arrived implements SocketSession.Handler {

        final List<String> events = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch all;

        Arrived(int count) {
            all = new CountDownLatch(count);
        }

        @Override
        public CompletionStage<?> event(byte[] json) {
            events.add(new String(json, StandardCharsets.UTF_8));
            all.countDown();
            return slow ? CompletableFuture.runAsync(() -> {}, threads) : CompletableFuture.completedStage(null);
        }

        @Override
        public void connected(Duration gap) {}
    }

    private SocketContext context(ServerSocket server) {
        BearerSource tokens = new BearerSource() {

            @Override
            public CompletionStage<AccessToken> token() {
                Instant now = SystemTime.clock().instant();
                return CompletableFuture.completedStage(new AccessToken(Secret.of("token"), now, now.plusSeconds(3000), now
                        .plusSeconds(3600), Set.of(), null));
            }

            @Override
            public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
                return token();
            }

            @Override
            public void accepted(String fingerprint) {}
        };
        return new SocketContext(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws"), "s", tokens, connector, timer,
                threads, SystemTime.clock(), SystemTime.nanos(), RandomGenerator.getDefault());
    }
}
