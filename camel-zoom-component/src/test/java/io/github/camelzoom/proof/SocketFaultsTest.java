package io.github.camelzoom.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SentEvent;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketConnection;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events are sent without a pause, whatever happens to the connection; each one that went out on a live one must arrive. */
class SocketFaultsTest {

    private static final String URI = "zoom:events?subscriptionId=faults";
    private static final long EVENT_EVERY_MILLIS = 5;
    private static final int DROPS = 20;
    private static final int BURST = 50;
    /** So short that a connection is replaced after a minute, the shortest life that the component gives one. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(6);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final List<Received> main = Collections.synchronizedList(new ArrayList<>());
    private final List<Received> other = Collections.synchronizedList(new ArrayList<>());
    private ZoomSimulator zoom;
    private SocketSubscription subscription;
    private final AtomicInteger events = new AtomicInteger();

    /** @param at on the simulator's clock */
    private record Received(String body, Instant at) {}

    @BeforeEach
    void start() throws Exception {
        zoom = ZoomSimulator.builder().tokenLifetime(TOKEN_LIFE).start();
        subscription = zoom.events().sockets().subscription("faults").closesAtTokenEnd(true);
        SimulatedApp app = zoom.defaultAccount().serverToServerApp();
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setOauthUrl(zoom.oauthUrl().toString());
        component.setWebSocketUrl(zoom.webSocketUrl().toString());
        context.addComponent("zoom", component);
        context.addRoutes(route("main", URI, main));
        context.addRoutes(route("other", URI + "&eventTypes=*", other));
        context.start();
        await().atMost(Duration.ofSeconds(30)).until(subscription::connected);
        sender.scheduleAtFixedRate(() -> subscription.send(event(events.getAndIncrement())), 0, EVENT_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private RouteBuilder route(String id, String uri, List<Received> received) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).autoStartup(received == main).process(exchange -> received.add(
                        new Received(exchange.getMessage().getBody(String.class), zoom.clock().instant())));
            }
        };
    }

    @AfterEach
    void stop() {
        sender.shutdownNow();
        context.stop();
        zoom.close();
    }

    private SimulatedEvent event(int number) {
        return EventSamples.of("meeting.started", zoom.defaultAccount().id(), number, Instant.EPOCH);
    }

    private int connections() {
        return (int) subscription.connections().stream().filter(each -> each.refusal().isEmpty()).count();
    }

    /** Another connection stands, and events have come over it. */
    private void connectedAgain(int before) {
        await().atMost(Duration.ofMinutes(2)).until(() -> connections() > before && subscription.connected());
        int received = main.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> main.size() > received);
    }

    private void afterFault(Runnable fault) {
        int before = connections();
        fault.run();
        connectedAgain(before);
    }

    private void drops() {
        for (int i = 0; i < DROPS; i++) {
            afterFault(() -> {
                subscription.burst(BURST, none -> event(events.getAndIncrement()));
                subscription.drop();
            });
        }
        afterFault(() -> subscription.close(1011, "going down"));
    }

    /** Once with the connection that it was for, and once in between. */
    private void tokensEnd() {
        long first = lastToken();
        afterFault(() -> zoom.clock().advance(TOKEN_LIFE));
        long second = lastToken();
        assertThat(second).isNotEqualTo(first);
        afterFault(() -> {
            zoom.revokeAllTokens();
            subscription.drop();
        });
        assertThat(lastToken()).isNotEqualTo(second);
        assertThat(subscription.connections()).extracting(SocketConnection::refusal).contains("Invalid Token");
    }

    private long lastToken() {
        List<SocketConnection> all = subscription.connections();
        return all.get(all.size() - 1).tokenSerial();
    }

    private void handshakesAreRefused() {
        afterFault(() -> {
            zoom.events().sockets().refuseHandshakes(2, 503);
            subscription.drop();
        });
    }

    /** Another consumer comes and goes; meanwhile the two throw each other out. */
    private void kick() throws Exception {
        context.getRouteController().startRoute("other");
        await().atMost(Duration.ofSeconds(30)).until(() -> !other.isEmpty());
        int before = main.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> main.size() > before);
        context.getRouteController().stopRoute("other");
        int after = main.size();
        await().atMost(Duration.ofMinutes(1)).until(() -> main.size() > after);
    }

    /** Connections stay and say nothing, for as long as it takes to be noticed. */
    private void heartbeatsStop() {
        afterFault(() -> {
            int before = connections();
            subscription.silent(true);
            await().atMost(Duration.ofMinutes(2)).until(() -> connections() > before);
            subscription.silent(false);
        });
    }

    /** Gives, for each renewal, the milliseconds from the end of the old connection to the first event over the new one. */
    private List<Long> renewals(int count) {
        List<Long> gaps = new ArrayList<>();
        long lost = subscription.lost().size();
        for (int i = 0; i < count; i++) {
            connectedAgain(connections());
            List<SocketConnection> all = subscription.connections();
            gaps.add(Duration.between(all.get(all.size() - 2).closedAt(), firstOver(all.get(all.size() - 1))).toMillis());
        }
        assertThat(subscription.lost()).as("one was connected all the time").hasSize((int) lost);
        return gaps;
    }

    /** When the first event over a connection came to the route. */
    private Instant firstOver(SocketConnection connection) {
        String body = subscription.journal().stream().filter(each -> each.connection() == connection.number()).findFirst()
                .map(SentEvent::event).map(SimulatedEvent::json).orElseThrow();
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> List.copyOf(main).stream().filter(each -> each.body().equals(body)).findFirst(),
                        Optional::isPresent)
                .orElseThrow().at();
    }

    private void assertNothingLost() throws Exception {
        sender.shutdown();
        assertThat(sender.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        List<String> sent = subscription.sent().stream().map(SimulatedEvent::json).toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> main.size() + other.size() >= sent.size());
        Set<String> all = new HashSet<>();
        for (List<Received> received : List.of(main, other)) {
            List<String> bodies = received.stream().map(Received::body).toList();
            Set<String> different = new HashSet<>(bodies);
            assertThat(bodies).as("in order, each once").isEqualTo(sent.stream().filter(different::contains).toList());
            all.addAll(different);
        }
        assertThat(all).isEqualTo(new HashSet<>(sent));
    }

    @Test
    void whenConnectionsDropTokensEndAndAnotherComes_thenNothingThatWasSentIsLost() throws Exception {
        drops();
        tokensEnd();
        handshakesAreRefused();
        kick();
        assertNothingLost();
    }

    @Test
    @Tag("proof")
    void whenItIsRenewedAndFallsSilentToo_thenNothingThatWasSentIsLost() throws Exception {
        List<Long> gaps = renewals(3);
        drops();
        tokensEnd();
        handshakesAreRefused();
        kick();
        heartbeatsStop();
        assertNothingLost();
        new Evidence("socket-faults", "Faults of the WebSocket",
                """
                        The simulated Zoom sends an event every 5 ms over a WebSocket, in one run through: three renewals (tokens live six minutes,
                        so that the component replaces its connection after one), 20 drops of the TCP connection, each right
                        after a burst of 50 events, a close frame, a token that ends and one that is revoked, handshakes that are
                        answered 503, another consumer that takes the connection and gives it up again, and heartbeats that are not answered. What it sent on a live connection must arrive, in order; it keeps nothing
                        for later. The gap of a renewal is the time from the end of the old connection to the first event over the new one.""")
                .row("Events sent on a live connection", subscription.sent().size()).row("Not delivered", 0)
                .row("Events that there was no connection for, all but the renewals together", subscription.lost().size())
                .row("Connections", connections()).table("Events")
                .row("Renewals, ms", gaps).row("Events lost in renewals", 0).table("Gap").write();
    }
}
