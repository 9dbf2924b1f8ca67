package io.github.camelzoom.consumer.socket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketConnection;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Events over a real WebSocket. */
class SocketConsumerTest extends CamelTestSupport {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String URI = "zoom:events?subscriptionId=s1";

    private WebhookSender webhooks;
    private ZoomComponent component;
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        webhooks = WebhookSender.start(context);
        component = new ZoomComponent(context);
        SimulatedApp app = ZOOM.simulator().defaultAccount().serverToServerApp();
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setBaseUrl(ZOOM.simulator().baseUrl().toString());
        component.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        component.setWebSocketUrl(ZOOM.simulator().webSocketUrl().toString());
        context.addComponent("zoom", component);
        return context;
    }

    @AfterEach
    void stop() {
        // Before the simulator forgets its tokens.
        context.stop();
    }

    private static SocketSubscription zoom() {
        return ZOOM.simulator().events().sockets().subscription("s1");
    }

    /** Whether somebody was connected. */
    private static boolean send(String event) {
        return zoom().send(new SimulatedEvent("", "", event)) > 0;
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").process(exchange -> order.add(exchange.getMessage().getHeader("CamelZoomObjectId",
                        String.class))).to("mock:events");
            }
        });
    }

    private void connected() {
        await().atMost(20, TimeUnit.SECONDS).until(() -> zoom().connected());
    }

    private void received(int count) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> order.size() >= count);
    }

    private MockEndpoint events() {
        return getMockEndpoint("mock:events");
    }

    @Test
    void anEventIsTheSameAsByWebhook() throws Exception {
        route(URI);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?secretToken=" + WebhookSender.SECRET).to("mock:webhook");
            }
        });
        connected();
        String body = event("meeting.started", 1_720_705_455_858L, "98765432101");
        assertThat(send(body)).isTrue();
        received(1);
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, body).statusCode()).isEqualTo(200);
        Message socket = events().getExchanges().get(0).getMessage();
        Message webhook = getMockEndpoint("mock:webhook").getExchanges().get(0).getMessage();
        assertThat(socket.getBody(byte[].class)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getHeader("CamelZoomEventTransport")).isEqualTo("WEBSOCKET");
        webhook.setHeader("CamelZoomEventTransport", "WEBSOCKET");
        assertThat(socket.getHeaders()).isEqualTo(webhook.getHeaders());
    }

    @Test
    void anEventThatComesBothWaysIsDeliveredOnce() throws Exception {
        context.getRegistry().bind("shared", new MemoryIdempotentRepository());
        route(URI + "&idempotentRepository=#shared");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?idempotentRepository=#shared&secretToken=" + WebhookSender.SECRET).to("mock:events");
            }
        });
        connected();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<?> webhook = webhooks.sendAsync("/zoom/events", WebhookSender.SECRET, event("e", 1, "" + i));
            assertThat(send(event("e", 1, "" + i))).isTrue();
            webhook.get(20, TimeUnit.SECONDS);
        }
        assertThat(send(event("e", 1, "last"))).isTrue();
        await().atMost(20, TimeUnit.SECONDS).until(() -> order.contains("last"));
        assertThat(events().getExchanges()).extracting(exchange -> exchange.getMessage().getHeader("CamelZoomObjectId"))
                .doesNotHaveDuplicates().hasSize(51);
    }

    @Test
    void aBurstArrivesInOrder() throws Exception {
        route(URI);
        connected();
        burst(2000);
    }

    private void burst(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(send(event("e", 1, "" + i))).isTrue();
        }
        received(count);
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    @Test
    void aSlowRouteLosesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI).process(exchange -> {
                    assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
                    order.add(exchange.getMessage().getHeader("CamelZoomObjectId", String.class));
                });
            }
        });
        connected();
        String large = "x".repeat(50_000);
        for (int i = 0; i < 200; i++) {
            assertThat(send(event("e", 1, "" + i).replace("Café", large))).isTrue();
        }
        zoom().close(1011, "going down");
        gate.countDown();
        received(200);
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    }

    @Test
    void whenTheTokenEndsInTheMiddleThenAnotherOneIsFetched() throws Exception {
        route(URI);
        connected();
        ZOOM.simulator().revokeAllTokens();
        zoom().drop();
        await().atMost(20, TimeUnit.SECONDS).until(() -> zoom().connected() && zoom().connections().size() > 1);
        assertThat(zoom().connections()).extracting(SocketConnection::refusal).contains("Invalid Token");
        assertThat(zoom().connections().get(0).tokenSerial()).isNotEqualTo(last().tokenSerial());
        assertThat(send(event("e", 1, "1"))).isTrue();
        received(1);
    }

    private static SocketConnection last() {
        List<SocketConnection> all = zoom().connections();
        return all.get(all.size() - 1);
    }

    @Test
    void whenAnotherConsumerTakesTheConnectionThenItComesBack() throws Exception {
        route(URI);
        connected();
        zoom().kick();
        await().atMost(20, TimeUnit.SECONDS).until(() -> zoom().connections().size() == 2 && zoom().connected());
        assertThat(send(event("e", 1, "1"))).isTrue();
        received(1);
    }

    @Test
    void whenTheRouteFailsThenTheNextEventComes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI).process(exchange -> {
                    order.add(exchange.getMessage().getHeader("CamelZoomObjectId", String.class));
                    throw new IllegalStateException("failing");
                });
            }
        });
        connected();
        send(event("e", 1, "1"));
        send("no json");
        send(event("e", 2, "2"));
        received(2);
        assertThat(order).containsExactly("1", "2");
    }

    @Test
    void onlyWantedEventsReachTheRouteAndEachOnce() throws Exception {
        route(URI + "&eventTypes=meeting.*");
        connected();
        for (int i = 0; i < 3; i++) {
            send(event("meeting.started", 1, "1"));
            send(event("recording.completed", 1, "2"));
        }
        send(event("meeting.ended", 1, "3"));
        received(2);
        assertThat(order).containsExactly("1", "3");
    }

    @Test
    void aRouteThatIsSuspendedOrStoppedGivesTheConnectionUp() throws Exception {
        route(URI);
        connected();
        context.getRouteController().suspendRoute("events");
        await().atMost(20, TimeUnit.SECONDS).until(() -> !zoom().connected());
        context.getRouteController().resumeRoute("events");
        connected();
        context.getRouteController().stopRoute("events");
        await().atMost(20, TimeUnit.SECONDS).until(() -> !zoom().connected());
        context.getRouteController().startRoute("events");
        connected();
        send(event("e", 1, "1"));
        received(1);
    }

    @Test
    void healthTellsOfTheConnection() throws Exception {
        route(URI);
        connected();
        send(event("e", 1, "1"));
        received(1);
        HealthCheck health = ((DefaultConsumer) context.getRoute("events").getConsumer()).getHealthCheck();
        HealthCheck.Result up = health.call();
        assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(up.getDetails()).containsEntry("zoom.socket.state", "CONNECTED").containsKeys("zoom.socket.lastEvent",
                "zoom.socket.lastMessage");
        ZOOM.simulator().events().sockets().refuseHandshakes(1000, 503);
        zoom().drop();
        await().atMost(20, TimeUnit.SECONDS).until(() -> health.call().getState() == HealthCheck.State.DOWN);
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(health.call().getMessage()).hasValueSatisfying(
                message -> assertThat(message).contains("Subscription s1", "HTTP 503")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "zoom:events?subscriptionId=|subscriptionId is empty",
            "zoom:events?subscriptionId=a&secretToken=b|use two routes",
            "zoom:events?subscriptionId=a&authScheme=NONE|needs a bearer" })
    void aMistakeInTheUriIsToldAtTheStart(String uri, String message) {
        assertThatThrownBy(() -> route(uri)).hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @CsvSource({ "ws://ws.zoom.us/ws, must be wss", "https://ws.zoom.us/ws, must be wss", "ws.zoom.us, absolute URL",
            "wss://a b, not a URL" })
    void theTokenGoesNowhereInTheClear(String url, String message) {
        component.setWebSocketUrl(url);
        assertThatThrownBy(() -> route(URI)).hasStackTraceContaining("webSocketUrl").hasStackTraceContaining(message);
    }
}
