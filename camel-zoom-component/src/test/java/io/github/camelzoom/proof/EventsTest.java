package io.github.camelzoom.proof;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.event.WebhookOptions;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Bursts of events, over both transports and signed by the simulator, which has read Zoom's documents on its own. */
class EventsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String[] NAMES = { "meeting.started", "meeting.participant_joined", "recording.completed",
            "phone.callee_ringing", "meeting.rtms_started", "bot_notification" };

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
    private final Instant now = Instant.now();
    private int port;

    @BeforeEach
    void configure() throws Exception {
        port = WebhookSender.freePort();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setOauthClientId(app().clientId());
        component.getConfiguration().setOauthClientSecret(app().clientSecret());
        component.getConfiguration().setAccountId(app().accountId());
        component.getConfiguration().setOauthUrl(simulator().oauthUrl().toString());
        component.setWebSocketUrl(simulator().webSocketUrl().toString());
        context.addComponent("zoom", component);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }

    private static SimulatedApp app() {
        return simulator().defaultAccount().serverToServerApp();
    }

    private SimulatedEvent event(int number) {
        return EventSamples.of(NAMES[number % NAMES.length], app().accountId(), number, now);
    }

    private void route(String uri, boolean ordered) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    String body = exchange.getMessage().getBody(String.class);
                    received.computeIfAbsent(body, none -> new AtomicInteger()).incrementAndGet();
                    if (ordered) {
                        bodies.add(body);
                    }
                });
            }
        });
        context.start();
    }

    private WebhookSubscription webhook() throws Exception {
        route("zoom:events?secretToken=" + app().secretToken(), false);
        // The component checks the time of signatures against this machine's clock.
        simulator().clock().advance(Duration.between(simulator().clock().instant(), Instant.now()));
        return simulator().events().webhook(app(), URI.create("http://127.0.0.1:" + port + "/zoom/events"));
    }

    private void assertEachOnce(int count) {
        assertThat(received).hasSize(count);
        assertThat(received.values()).allSatisfy(times -> assertThat(times).hasValue(1));
    }

    private void socketBurst(int count) throws Exception {
        route("zoom:events?subscriptionId=burst", true);
        SocketSubscription zoom = simulator().events().sockets().subscription("burst");
        await().atMost(30, TimeUnit.SECONDS).until(zoom::connected);
        assertThat(zoom.burst(count, this::event)).isEqualTo(count);
        await().atMost(120, TimeUnit.SECONDS).until(() -> bodies.size() >= count);
        assertEachOnce(count);
        for (int i = 0; i < count; i++) {
            assertThat(bodies.get(i)).isEqualTo(event(i).json());
        }
    }

    private Duration webhookBurst(int count) throws Exception {
        WebhookSubscription zoom = webhook();
        List<WebhookDelivery> sent = zoom.burst(count, this::event);
        sent.stream().limit(count / 10).forEach(delivery -> zoom.sendCopies(delivery.event(), 2));
        await().atMost(120, TimeUnit.SECONDS).until(() -> zoom.count(State.PENDING) == 0);
        assertThat(zoom.count(State.GIVEN_UP)).isZero();
        assertEachOnce(count);
        return zoom.slowestAnswer();
    }

    @Test
    void aBurstOverTheWebSocketArrivesInOrderAndOnce() throws Exception {
        socketBurst(1_000);
    }

    @Test
    void aBurstOfWebhooksAndTheirCopiesArrivesOnce() throws Exception {
        assertThat(webhookBurst(1_000)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @Tag("proof")
    void tenThousandEventsOverTheWebSocketArriveInOrderAndOnce() throws Exception {
        socketBurst(10_000);
    }

    @Test
    @Tag("proof")
    void tenThousandWebhooksAndTheirCopiesArriveOnce() throws Exception {
        assertThat(webhookBurst(10_000)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @Tag("proof")
    void twoThousandWebhooksASecondAreAnsweredInTime() throws Exception {
        int perSecond = 2_000;
        Duration time = Duration.ofSeconds(30);
        WebhookSubscription zoom = webhook().options(WebhookOptions.usual());
        List<WebhookDelivery> sent = zoom.stream(perSecond, time, this::event).get(5, TimeUnit.MINUTES);
        await().atMost(120, TimeUnit.SECONDS).until(() -> zoom.count(State.PENDING) == 0);
        List<Duration> answers = sent.stream().flatMap(delivery -> delivery.attempts().stream()).map(attempt -> attempt.took())
                .sorted().toList();
        Set<String> keys = new HashSet<>(received.keySet());
        new Evidence("webhook-rate", "Webhooks at a rate",
                """
                        Signed webhooks at 2,000 a second for 30 seconds, sent by the simulator and taken by `zoom:events` with `ack=AFTER_ROUTE`
                        on platform-http-vertx, in one process with both. Zoom gives up on an answer after 3 seconds.""")
                .row("Events sent", sent.size()).row("Events delivered", keys.size())
                .row("Answers", answers.size()).row("Slowest answer, ms", zoom.slowestAnswer().toMillis())
                .row("99.9 % of answers within, ms", answers.get(answers.size() * 999 / 1000).toMillis())
                .row("Half of the answers within, ms", answers.get(answers.size() / 2).toMillis()).table("Answers").write();
        assertThat(zoom.count(State.GIVEN_UP)).isZero();
        assertEachOnce(sent.size());
        assertThat(zoom.slowestAnswer()).isLessThan(Duration.ofSeconds(3));
    }
}
