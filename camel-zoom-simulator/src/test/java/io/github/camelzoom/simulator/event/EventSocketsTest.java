package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.Tokens;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.vertx.core.http.UpgradeRejectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EventSocketsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private ZoomSimulator zoom;
    private SocketSubscription sub;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        sub = zoom.events().sockets().subscription("sub");
    }

    private SocketClient connect() {
        return connect(Tokens.accessToken(zoom, zoom.defaultAccount().serverToServerApp()));
    }

    private SocketClient connect(String token) {
        String query = token == null ? "" : "&access_token=" + token;
        return new SocketClient(URI.create(zoom.webSocketUrl() + "?subscriptionId=sub" + query));
    }

    private SimulatedEvent event(int number) {
        return EventSamples.of("meeting.started", zoom.defaultAccount().id(), number, NOW);
    }

    @Test
    void aGoodTokenIsToldSo() {
        SocketClient client = connect();
        await().until(() -> client.frames.size() == 1);
        assertThat(client.frames.get(0).path("module").asText()).isEqualTo("build_connection");
        assertThat(client.frames.get(0).path("success").asBoolean()).isTrue();
        assertThat(sub.connected()).isTrue();
        assertThat(sub.connections()).singleElement().satisfies(c -> assertThat(c.live()).isTrue());
    }

    @Test
    void noTokenABadOneAndAnExpiredOneAreToldSoAndClosed() {
        assertRefused(connect(null), "token is empty");
        assertRefused(connect("nonsense"), "Invalid Token");
        String token = Tokens.accessToken(zoom, zoom.defaultAccount().serverToServerApp());
        zoom.clock().advance(Duration.ofHours(1));
        zoom.events().sockets().invalidTokenText("Token is invalid");
        assertRefused(connect(token), "Token is invalid");
        assertThat(sub.connections()).hasSize(3).noneMatch(SocketConnection::live);
    }

    private static void assertRefused(SocketClient client, String content) {
        await().until(() -> client.ended != null);
        assertThat(client.frames.get(0).path("success").asBoolean()).isFalse();
        assertThat(client.frames.get(0).path("content").asText()).isEqualTo(content);
    }

    @Test
    void aTokenOfAnotherAccountDoesNotOpenTheSubscription() {
        connect();
        SimulatedApp other = zoom.accounts().add("other").addServerToServerApp();
        assertRefused(connect(Tokens.accessToken(zoom, other)), "Invalid Token");
        assertThat(sub.connected()).isTrue();
    }

    @Test
    void heartbeatsAreAnsweredUntilTheServerFallsSilent() {
        SocketClient client = connect();
        client.heartbeat();
        await().until(() -> client.frames.size() == 2);
        assertThat(client.frames.get(1).toString())
                .isEqualTo("{\"module\":\"heartbeat\",\"success\":true,\"content\":\"live\",\"header\":{}}");
        sub.silent(true);
        client.heartbeat();
        await().until(() -> sub.connections().get(0).heartbeats() == 2);
        assertThat(sub.send(event(1))).isZero();
        assertThat(client.frames).hasSize(2);
        assertThat(sub.lost()).containsExactly(event(1));
        assertThat(sub.connected()).isTrue();
    }

    @Test
    void aBurstArrivesInOrder() {
        SocketClient client = connect();
        await().until(sub::connected);
        assertThat(sub.burst(2_000, this::event)).isEqualTo(2_000);
        await().until(() -> client.events.size() == 2_000);
        assertThat(client.events).isEqualTo(sub.sent().stream().map(SimulatedEvent::json).toList());
        await().until(() -> sub.connections().get(0).flushed() == 2_000);
    }

    @Test
    void aSecondConnectionKicksTheFirst() {
        SocketClient first = connect();
        await().until(sub::connected);
        sub.send(event(0));
        SocketClient second = connect();
        await().until(() -> first.ended != null && sub.connected());
        assertThat(first.ended).contains("Connected in another place");
        sub.send(event(1));
        await().until(() -> !second.events.isEmpty());
        assertThat(sub.journal()).extracting(SentEvent::connection).containsExactly(1, 2);
        assertThat(first.events).containsExactly(event(0).json());
    }

    @Test
    void connectionsEndInAllWays() {
        Map<String, Runnable> ends = Map.of("broken", () -> sub.drop(), "broken ", () -> sub.reset(), "1001 going away",
                () -> sub.close(1001, "going away"), "1000 Connected in another place", () -> sub.kick());
        ends.forEach((words, end) -> {
            SocketClient client = connect();
            await().until(sub::connected);
            end.run();
            await().until(() -> client.ended != null);
            assertThat(sub.connected()).isFalse();
            assertThat(client.ended).isEqualTo(words.strip());
        });
        assertThat(sub.connections()).hasSize(4).allSatisfy(c -> assertThat(c.closedAt()).isNotNull());
    }

    @Test
    void whatIsWrittenBeforeADropArrives() {
        SocketClient client = connect();
        await().until(sub::connected);
        sub.burst(500, this::event);
        sub.drop();
        sub.send(event(500));
        await().until(() -> client.ended != null);
        assertThat(client.ended).as("without a close frame").isEqualTo("broken");
        assertThat(client.events).hasSize(500);
        assertThat(sub.lost()).containsExactly(event(500));
    }

    @Test
    void aConnectionMayEndWithItsToken() {
        SocketClient client = connect();
        await().until(sub::connected);
        sub.closesAtTokenEnd(true);
        zoom.clock().advance(Duration.ofMinutes(59));
        assertThat(sub.connected()).isTrue();
        zoom.clock().advance(Duration.ofMinutes(1));
        await().until(() -> client.ended != null);
    }

    @Test
    void handshakesCanBeRefused() {
        zoom.events().sockets().refuseHandshakes(1, 503);
        assertThatThrownBy(this::connect).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UpgradeRejectedException.class);
        connect();
        await().until(sub::connected);
    }

    @Test
    void contentMayBeAnObject() {
        SocketClient client = connect();
        await().until(sub::connected);
        sub.contentAsObject(true).send(event(3));
        await().until(() -> !client.events.isEmpty());
        assertThat(client.frames.get(1).path("content").isObject()).isTrue();
        assertThat(client.events).containsExactly(event(3).json());
    }

    @Test
    void whatHappensInAnAccountIsToldToItsSubscriptionsOnly() {
        SocketClient client = connect();
        await().until(sub::connected);
        zoom.events().emit(EventSamples.of("user.created", "somebody else", 1, NOW));
        IntStream.range(0, 3).forEach(i -> zoom.events().emit(event(i)));
        await().until(() -> client.events.size() == 3);
        assertThat(sub.journal()).hasSize(3);
    }
}
