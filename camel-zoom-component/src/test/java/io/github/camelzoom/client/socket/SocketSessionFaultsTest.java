package io.github.camelzoom.client.socket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.socket.SocketConnector.RefusedException;
import io.github.camelzoom.client.socket.SocketStatus.Phase;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunExecutor;
import io.github.camelzoom.client.testing.HandRunScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an unkind server, token endpoint or route does to a session. */
class SocketSessionFaultsTest {

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final HandRunExecutor executor = new HandRunExecutor();
    private final FakeConnector zoom = new FakeConnector(executor::runAll);
    private final List<String> names = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private CompletableFuture<Void> route = CompletableFuture.completedFuture(null);
    private Error error;
    private RuntimeException noToken;
    private String token = "token-1";
    /** When the token was. */
    private Instant issued = clock.instant();

    private final BearerSource tokens = new BearerSource() {

        @Override
        public CompletionStage<AccessToken> token() {
            return noToken != null
                    ? CompletableFuture.failedStage(noToken)
                    : CompletableFuture.completedStage(new AccessToken(Secret.of(token), issued, issued.plus(Duration.ofMinutes(
                            52)), issued.plus(Duration.ofHours(1)), Set.of(), null));
        }

        @Override
        public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
            replaced.add(rejectedFingerprint);
            return token();
        }

        @Override
        public void accepted(String fingerprint) {}
    };

    private final SocketSession session = new SocketSession(new SocketContext(URI.create("wss://ws.zoom.us/ws"), "s", tokens,
            zoom, timer, executor, clock, clock, () -> Long.MAX_VALUE), SocketTimes.ZOOMS, new SocketSession.Handler() {

                @Override
                public CompletionStage<?> event(byte[] json) {
                    if (error != null) {
                        throw error;
                    }
                    names.add(new String(json, StandardCharsets.UTF_8).replaceAll("\\{\"event\":\"|\"}", ""));
                    return route;
                }

                @Override
                public void connected(Duration gap) {
                    if (error != null) {
                        throw error;
                    }
                }
            });

    @BeforeEach
    void start() {
        session.start();
        executor.runAll();
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            timer.advance(Duration.ofSeconds(1));
            executor.runAll();
        }
    }

    /** With answers to heartbeats. */
    private void live(FakeConnector.Attempt line, Duration time) {
        for (int i = 0; i < time.toSeconds(); i += 20) {
            pass(Duration.ofSeconds(20));
            line.say("{\"module\":\"heartbeat\",\"success\":true}");
        }
    }

    private void routeGoesOn() {
        CompletableFuture<Void> blocked = route;
        route = CompletableFuture.completedFuture(null);
        blocked.complete(null);
        executor.runAll();
    }

    @Test
    void whenTheRouteIsSlowThenAnEndIsNoticedAtOnceAndWhatHadArrivedIsDelivered() {
        zoom.last().build();
        route = new CompletableFuture<>();
        for (String event : List.of("a", "b", "c")) {
            zoom.last().event(event);
        }
        zoom.last().end("the line broke");
        pass(Duration.ofSeconds(1));
        assertThat(zoom.attempts).hasSize(2);
        zoom.last().build();
        zoom.last().event("d");
        assertThat(names).containsExactly("a");
        routeGoesOn();
        assertThat(names).containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{\"module\":\"welcome\",\"success\":true}", "{\"module\":\"heartbeat\"}" })
    void theConfirmationNeedNotBeTheFirstMessage(String first) {
        zoom.last().opening.complete(zoom.last());
        zoom.last().say(first);
        assertThat(zoom.last().requested).isEqualTo(1);
        zoom.last().build();
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
    }

    @Test
    void theConfirmationOfARenewalIsReadAlsoWhileAMillionCharactersWait() {
        zoom.last().build();
        route = new CompletableFuture<>();
        zoom.last().event("a");
        zoom.last().event("b".repeat(1_100_000));
        pass(Duration.ofMinutes(50));
        token = "token-2";
        issued = clock.instant();
        pass(Duration.ofMinutes(9));
        assertThat(zoom.attempts).hasSize(2);
        zoom.last().opening.complete(zoom.last());
        zoom.last().say("");
        assertThat(zoom.last().requested).isEqualTo(1);
    }

    @Test
    void whenThereIsNoTokenForARenewalThenTheOldConnectionGoesOnAndNobodyIsAskedEachSecond() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        noToken = new IllegalStateException("the token endpoint is down");
        live(old, Duration.ofMinutes(70));
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
        assertThat(session.status().problem()).isEqualTo("no token: the token endpoint is down");
        noToken = null;
        issued = clock.instant();
        live(old, Duration.ofSeconds(40));
        assertThat(zoom.attempts).hasSize(2);
    }

    @Test
    void whenTheHandshakeOfARenewalIsRefusedThenTheOldConnectionGoesOnAndItIsTriedAgainAfterAPause() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        token = "token-2";
        live(old, Duration.ofMinutes(56));
        zoom.last().opening.completeExceptionally(new RefusedException("the server answered HTTP 503", 503));
        executor.runAll();
        live(old, Duration.ofSeconds(20));
        assertThat(zoom.attempts).hasSize(2);
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
        live(old, Duration.ofSeconds(20));
        assertThat(zoom.attempts).hasSize(3);
    }

    @Test
    void whenTheTokenIsBeingReplacedThenTheRenewalWaitsForTheNewOne() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        live(old, Duration.ofSeconds(55 * 60 + 5));
        assertThat(zoom.attempts).as("with the old token it would have to be renewed again in a minute").hasSize(1);
        token = "token-2";
        issued = clock.instant();
        live(old, Duration.ofSeconds(20));
        assertThat(zoom.last().url.getQuery()).endsWith("token-2");
        assertThat(zoom.attempts).hasSize(2);
    }

    @Test
    void theNextConnectionHasHeartbeatsWhileItWaitsForTheOldOne() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        live(old, Duration.ofMinutes(54));
        route = new CompletableFuture<>();
        old.event("a");
        old.event("f".repeat(1_100_000));
        token = "token-2";
        issued = clock.instant();
        pass(Duration.ofMinutes(2));
        FakeConnector.Attempt next = zoom.last();
        next.build();
        pass(Duration.ofMinutes(1));
        assertThat(next.sent).hasSize(2);
    }

    @Test
    void anEventOfAConnectionThatEndsBeforeItsTurnIsDelivered() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        token = "token-2";
        live(old, Duration.ofMinutes(56));
        zoom.last().opening.complete(zoom.last());
        zoom.last().event("a");
        zoom.last().end("the line broke");
        assertThat(names).containsExactly("a");
    }

    @Test
    void whenItIsStartedWhileTheRouteStillHoldsUpTheStopThenItIsConnectedAgain() {
        zoom.last().build();
        route = new CompletableFuture<>();
        zoom.last().event("a");
        zoom.last().event("b");
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        executor.runAll();
        zoom.last().end("closed with code 1000");
        CompletableFuture<Integer> left = session.hold().toCompletableFuture();
        executor.runAll();
        assertThat(left).isCompletedWithValue(1);
        assertThat(stopped).isCompleted();
        session.start();
        executor.runAll();
        zoom.last().build();
        routeGoesOn();
        zoom.last().event("c");
        assertThat(names).containsExactly("a", "b", "c");
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
    }

    @Test
    void whenItIsStartedBeforeTheStopIsOverThenANewConnectionReplacesTheOneThatEnds() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        session.start();
        executor.runAll();
        assertThat(stopped).isCompleted();
        zoom.last().build();
        old.event("a");
        old.end("closed with code 1000");
        zoom.last().event("b");
        pass(Duration.ofSeconds(30));
        assertThat(names).containsExactly("a", "b");
        assertThat(zoom.attempts).hasSize(2);
        assertThat(zoom.last().sent).hasSize(1);
    }

    @Test
    void whatIsHeldIsHandedOutWhenItIsStoppedOnceMore() {
        zoom.last().build();
        route = new CompletableFuture<>();
        zoom.last().event("a");
        zoom.last().event("b");
        session.stop();
        session.hold();
        executor.runAll();
        assertThat(zoom.last().aborted).isTrue();
        routeGoesOn();
        assertThat(names).containsExactly("a");
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        executor.runAll();
        assertThat(names).containsExactly("a", "b");
        assertThat(stopped).isCompleted();
        pass(Duration.ofMinutes(2));
        assertThat(zoom.attempts).hasSize(1);
    }

    @Test
    void anErrorInTheHandlerEndsNothing() {
        error = new StackOverflowError();
        zoom.last().build();
        zoom.last().event("a");
        error = null;
        zoom.last().event("b");
        pass(Duration.ofSeconds(30));
        assertThat(names).containsExactly("b");
        assertThat(zoom.last().sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "access token token-1 is expired", "{\"code\":124,\"message\":\"Invalid access token.\"}" })
    void otherWordsForABadTokenReplaceItAndATokenThatIsQuotedIsNotShown(String words) {
        zoom.last().opening.complete(zoom.last());
        zoom.last().say("{\"module\":\"build_connection\",\"success\":false,\"content\":" + (words.startsWith("{")
                ? words
                : '"' + words + '"') + "}");
        assertThat(session.status().problem()).doesNotContain("token-1");
        pass(Duration.ofSeconds(2));
        assertThat(replaced).hasSize(1);
    }

    @Test
    void aTokenInTheReasonOfACloseIsNotShown() {
        zoom.last().build();
        zoom.last().end("closed with code 1008, bad token token-1");
        assertThat(session.status().problem()).isEqualTo("closed with code 1008, bad token ...");
    }
}
