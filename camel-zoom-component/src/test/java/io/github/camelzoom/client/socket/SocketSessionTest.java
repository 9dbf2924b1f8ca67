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

/** A session with time and threads turned by hand. */
class SocketSessionTest {

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final HandRunExecutor executor = new HandRunExecutor();
    private final FakeConnector zoom = new FakeConnector(executor::runAll);
    private final Tokens tokens = new Tokens();
    private final Events events = new Events();
    private final SocketSession session = new SocketSession(
            new SocketContext(URI.create("wss://ws.zoom.us/ws"), "sub/1", tokens, zoom, timer, executor, clock, clock,
                    () -> Long.MAX_VALUE),
            SocketTimes.ZOOMS, events);

    private final class Tokens implements BearerSource {

        private final List<String> replaced = new ArrayList<>();
        private final List<String> accepted = new ArrayList<>();
        private Duration life = Duration.ofHours(1);
        private RuntimeException failure;
        private int given;

        @Override
        public CompletionStage<AccessToken> token() {
            if (failure != null) {
                return CompletableFuture.failedStage(failure);
            }
            Instant now = clock.instant();
            return CompletableFuture
                    .completedStage(new AccessToken(Secret.of("t+" + ++given), now, now, now.plus(life), Set.of(),
                            null));
        }

        @Override
        public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
            replaced.add(rejectedFingerprint);
            return token();
        }

        @Override
        public void accepted(String fingerprint) {
            accepted.add(fingerprint);
        }
    }

    private static final class Events implements SocketSession.Handler {

        private final List<String> names = new ArrayList<>();
        private final List<Duration> gaps = new ArrayList<>();
        private CompletableFuture<Void> slow;

        @Override
        public CompletionStage<?> event(byte[] json) {
            names.add(new String(json, StandardCharsets.UTF_8).replaceAll("\\{\"event\":\"|\"}", ""));
            return slow != null ? slow : CompletableFuture.completedStage(null);
        }

        @Override
        public void connected(Duration gap) {
            gaps.add(gap);
        }
    }

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

    @Test
    void theTokenIsInTheQueryEncodedAndNowhereElse() {
        assertThat(zoom.last().url).hasToString("wss://ws.zoom.us/ws?subscriptionId=sub%2F1&access_token=t%2B1");
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTING);
        zoom.last().build();
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
        assertThat(tokens.accepted).containsExactly(Secret.of("t+1").fingerprint());
        assertThat(events.gaps).containsOnlyNulls().hasSize(1);
        assertThat(session.status().toString()).doesNotContain("t+1");
    }

    @Test
    void whenAMillionCharactersWaitThenNoFurtherMessageIsReadUntilSomeAreTaken() {
        zoom.last().build();
        assertThat(zoom.last().requested).isEqualTo(1);
        events.slow = new CompletableFuture<>();
        zoom.last().event("a");
        assertThat(zoom.last().requested).isEqualTo(1);
        zoom.last().event("b".repeat(1_000_000));
        assertThat(zoom.last().requested).isEqualTo(1);
        zoom.last().event("c".repeat(50_000));
        assertThat(zoom.last().requested).isZero();
        pass(Duration.ofMinutes(10));
        assertThat(zoom.last().requested).isZero();
        assertThat(zoom.attempts).as("silence does not count while nothing is asked for").hasSize(1);
        assertThat(zoom.last().sent).as("but hearts beat").hasSize(24);
        events.slow.complete(null);
        executor.runAll();
        assertThat(zoom.last().requested).isEqualTo(1);
        assertThat(events.names).extracting(name -> name.charAt(0)).containsExactly('a', 'b', 'c');
    }

    @Test
    void aHandlerThatFailsEndsNothing() {
        zoom.last().build();
        events.slow = CompletableFuture.failedFuture(new IllegalStateException());
        zoom.last().event("a");
        zoom.last().event("b");
        assertThat(events.names).containsExactly("a", "b");
    }

    @Test
    void heartsBeatEvery25SecondsAndTheAnswersKeepTheConnection() {
        zoom.last().build();
        for (int i = 1; i <= 10; i++) {
            pass(Duration.ofSeconds(25));
            assertThat(zoom.last().sent).hasSize(i).allMatch("{\"module\":\"heartbeat\"}"::equals);
            zoom.last().say("{\"module\":\"heartbeat\",\"success\":true,\"content\":\"live\",\"header\":{}}");
        }
        assertThat(zoom.attempts).hasSize(1);
    }

    @Test
    void whenNothingIsHeardForFortyFiveSecondsThenItConnectsAgain() {
        zoom.last().build();
        pass(Duration.ofSeconds(44));
        assertThat(zoom.last().aborted).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(zoom.attempts.get(0).aborted).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(zoom.attempts).hasSize(2);
        zoom.last().build();
        assertThat(events.gaps.get(1)).isLessThan(Duration.ofSeconds(3));
        assertThat(session.status().lastGap()).isEqualTo(events.gaps.get(1));
        assertThat(session.status().problem()).contains("45 s");
    }

    @Test
    void whenTheServerDropsItThenItConnectsAgainEachTime() {
        for (int i = 1; i <= 20; i++) {
            zoom.last().build();
            zoom.last().event("e" + i);
            zoom.last().end("closed with code 1006");
            pass(Duration.ofSeconds(1));
            assertThat(zoom.attempts).hasSize(i + 1);
        }
        assertThat(events.names).hasSize(20);
        assertThat(session.status().connections()).isEqualTo(20);
    }

    @Test
    void whenConnectionsFailInARowThenThePausesGrow() {
        for (int i = 0; i < 8; i++) {
            zoom.last().opening.completeExceptionally(new RefusedException("no connection", 0));
            executor.runAll();
            assertThat(session.status().phase()).isEqualTo(Phase.WAITING);
            int before = zoom.attempts.size();
            Duration pause = Duration.ofSeconds(Math.min(60, 1L << i));
            timer.advance(pause.dividedBy(2).minusMillis(1));
            executor.runAll();
            assertThat(zoom.attempts).hasSize(before);
            timer.advance(pause.dividedBy(2).plusMillis(2));
            executor.runAll();
            assertThat(zoom.attempts).hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Invalid Token", "Token is invalid", "token is empty" })
    void whenZoomDoesNotTakeTheTokenThenItIsReplaced(String words) {
        zoom.last().opening.complete(zoom.last());
        zoom.last().say("{\"module\":\"build_connection\",\"success\":false,\"content\":\"" + words + "\"}");
        assertThat(zoom.attempts.get(0).aborted).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(tokens.replaced).containsExactly(Secret.of("t+1").fingerprint());
        assertThat(zoom.last().url.getQuery()).endsWith("t+2");
        zoom.last().build();
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
    }

    @Test
    void whenTheTokenIsNoLongerTakenInTheMiddleThenItIsReplaced() {
        zoom.last().build();
        zoom.last().say("{\"module\":\"heartbeat\",\"success\":false,\"content\":\"Invalid Token\"}");
        pass(Duration.ofSeconds(2));
        assertThat(tokens.replaced).hasSize(1);
    }

    @Test
    void aHandshakeThatIsAnswered401ReplacesTheTokenAndAnotherDoesNot() {
        zoom.last().opening.completeExceptionally(new RefusedException("the server answered HTTP 503", 503));
        executor.runAll();
        pass(Duration.ofSeconds(2));
        assertThat(tokens.replaced).isEmpty();
        zoom.last().opening.completeExceptionally(new RefusedException("the server answered HTTP 401", 401));
        executor.runAll();
        pass(Duration.ofSeconds(3));
        assertThat(tokens.replaced).hasSize(1);
    }

    @Test
    void whenThereIsNoTokenThenItIsTriedAgainAndTheStatusSaysWhy() {
        zoom.last().build();
        tokens.failure = new IllegalStateException("oauthClientSecret is wrong");
        zoom.last().end("closed");
        pass(Duration.ofSeconds(5));
        assertThat(session.status().problem()).isEqualTo("no token: oauthClientSecret is wrong");
        assertThat(zoom.attempts).hasSize(1);
        tokens.failure = null;
        pass(Duration.ofMinutes(1));
        assertThat(zoom.attempts).hasSize(2);
    }

    @Test
    void beforeTheTokenEndsTheNextConnectionStandsAndTheOldOneIsReadToItsEndFirst() {
        tokens.life = Duration.ofMinutes(30);
        zoom.last().build();
        zoom.last().end("closed");
        pass(Duration.ofSeconds(1));
        FakeConnector.Attempt old = zoom.last();
        old.build();
        keepAlive(old, Duration.ofMinutes(24));
        assertThat(zoom.attempts).hasSize(2);
        keepAlive(old, Duration.ofMinutes(2));
        assertThat(zoom.attempts).hasSize(3);
        zoom.last().build();
        zoom.last().event("c");
        old.event("a");
        old.event("b");
        assertThat(events.names).containsExactly("a", "b");
        old.end("closed with code 1000, Connected in another place");
        assertThat(events.names).containsExactly("a", "b", "c");
        assertThat(events.gaps.get(2)).isZero();
        assertThat(zoom.attempts).hasSize(3);
    }

    private void keepAlive(FakeConnector.Attempt line, Duration time) {
        for (int i = 0; i < time.toSeconds(); i += 20) {
            pass(Duration.ofSeconds(20));
            if (line.requested > 0) {
                line.say("{\"module\":\"heartbeat\",\"success\":true}");
            }
        }
    }

    @Test
    void anOldConnectionThatIsNotEndedIsCutWhenItIsQuietButNotWhileItIsNotRead() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        keepAlive(old, Duration.ofMinutes(54));
        events.slow = new CompletableFuture<>();
        old.event("a");
        old.event("f".repeat(1_100_000));
        pass(Duration.ofMinutes(2));
        assertThat(zoom.attempts).hasSize(2);
        zoom.last().build();
        pass(Duration.ofMinutes(2));
        assertThat(old.aborted).isFalse();
        CompletableFuture<Void> first = events.slow;
        events.slow = null;
        first.complete(null);
        executor.runAll();
        old.event("b");
        pass(Duration.ofSeconds(6));
        assertThat(old.aborted).isTrue();
        zoom.last().event("c");
        assertThat(events.names).extracting(name -> name.charAt(0)).containsExactly('a', 'f', 'b', 'c');
    }

    @Test
    void whenARenewalFailsThenTheOldConnectionGoesOnAndItIsTriedAgain() {
        FakeConnector.Attempt old = zoom.last();
        old.build();
        keepAlive(old, Duration.ofMinutes(56));
        assertThat(zoom.attempts).hasSize(2);
        zoom.last().opening.complete(zoom.last());
        zoom.last().end("closed");
        old.event("a");
        assertThat(events.names).containsExactly("a");
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
        keepAlive(old, Duration.ofSeconds(40));
        assertThat(zoom.attempts).hasSize(3);
    }

    @Test
    void anotherConsumerIsNotFoughtWithoutPause() {
        for (int i = 1; i <= 6; i++) {
            zoom.last().build();
            zoom.last().event("e");
            zoom.last().end("closed with code 1000, Connected in another place");
            timer.advance(Duration.ofMillis((1L << (i - 1)) * 500 - 1));
            executor.runAll();
            assertThat(zoom.attempts).hasSize(i);
            timer.advance(Duration.ofMillis((1L << (i - 1)) * 500 + 2));
            executor.runAll();
            assertThat(zoom.attempts).hasSize(i + 1);
        }
        assertThat(session.status().problem()).contains("another place");
    }

    @Test
    void aConnectionThatSaysNothingIsGivenUp() {
        zoom.last().opening.complete(zoom.last());
        executor.runAll();
        pass(Duration.ofSeconds(16));
        assertThat(zoom.attempts.get(0).aborted).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(zoom.attempts).hasSize(2);
    }

    @Test
    void whenItStopsThenWhatZoomHadSentIsReadToItsEndAndNothingIsTriedAgain() {
        zoom.last().build();
        events.slow = new CompletableFuture<>();
        zoom.last().event("a");
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        executor.runAll();
        assertThat(zoom.last().closed).isTrue();
        zoom.last().event("b");
        zoom.last().end("closed with code 1000");
        pass(Duration.ofSeconds(20));
        assertThat(stopped).as("an event is in hand").isNotDone();
        CompletableFuture<Void> first = events.slow;
        events.slow = null;
        first.complete(null);
        executor.runAll();
        assertThat(stopped).isCompleted();
        pass(Duration.ofMinutes(2));
        assertThat(zoom.attempts).hasSize(1);
        assertThat(session.status().phase()).isEqualTo(Phase.STOPPED);
        session.start();
        executor.runAll();
        zoom.last().build();
        zoom.last().event("c");
        assertThat(events.names).containsExactly("a", "b", "c");
    }

    @Test
    void aConnectionThatZoomDoesNotEndIsCutWhenItStops() {
        zoom.last().build();
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        pass(Duration.ofSeconds(4));
        assertThat(stopped).isNotDone();
        pass(Duration.ofSeconds(2));
        assertThat(stopped).isCompleted();
        assertThat(zoom.last().aborted).isTrue();
    }

    @Test
    void aConnectionThatComesAfterTheStopIsCut() {
        session.stop();
        executor.runAll();
        zoom.last().opening.complete(zoom.last());
        executor.runAll();
        assertThat(zoom.last().aborted).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(zoom.attempts).hasSize(1);
    }

    @Test
    void whatIsNoMessageOfZoomIsPassedOver() {
        zoom.last().build();
        for (String odd : List.of("", "hello", "[]", "{}", "{\"module\":\"news\"}", "{\"module\":7}", "null")) {
            zoom.last().say(odd);
        }
        zoom.last().say("{\"module\":\"message\",\"content\":{\"event\":\"object\"}}");
        assertThat(events.names).containsExactly("object");
        assertThat(zoom.last().requested).isEqualTo(1);
    }

    @Test
    void eventsOfAServerThatDoesNotConfirmTheConnectionAreTaken() {
        zoom.last().opening.complete(zoom.last());
        zoom.last().event("a");
        assertThat(session.status().phase()).isEqualTo(Phase.CONNECTED);
        assertThat(events.names).containsExactly("a");
        assertThat(zoom.last().requested).isEqualTo(1);
    }
}
