package io.github.camelzoom;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.camelzoom.consumer.socket.JettySocketConnector;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The token that is in the URL of the WebSocket and the secrets of webhooks, searched for wherever people look. What an event
 * brings along for the route is the route's; the component's own words must not have it.
 */
class EventCanaryTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String SECRET = "canary-webhook-secret-0815";
    private static final String NEXT_SECRET = "canary+next/secret&of=webhooks";
    private static final String DOWNLOAD = "canary-download-token-1234";
    private static final String CALLBACK = "canary-callback-token-5678";
    private static final String PATH = "/zoom/events";

    private final Canary canary = new Canary();
    private WebhookSender webhooks;

    @Test
    void noSecretOfEventsShowsAnywhere() throws Exception {
        // Not all of Camel at DEBUG: it prints properties and routes as they were written, whatever the component.
        try (CapturedLog log = new CapturedLog().level("io.github.camelzoom", Level.TRACE).level("org.apache.camel", Level.INFO)
                .level("org.apache.camel.support", Level.DEBUG).level("org.apache.camel.processor", Level.DEBUG).level(
                        "org.apache.camel.component.platform", Level.DEBUG)
                .level("org.apache.camel.health", Level.DEBUG).level(
                        "io.vertx", Level.DEBUG)
                .level("org.eclipse.jetty", Level.INFO)
                .level("events", Level.INFO).level("io.github.camelzoom.simulator",
                        Level.WARN)) {
            run(simulator().defaultAccount().serverToServerApp());
            canary.see(log.lines());
        }
        assertThat(canary.seen()).as("what the scenario should bring about").anyMatch(line -> line.contains("HTTP 503"))
                .anyMatch(line -> line.contains("no connection")).anyMatch(line -> line.contains("Invalid Token")).anyMatch(
                        line -> line.contains("Error processing exchange"))
                .anyMatch(line -> line.startsWith("JMX") && line
                        .contains("ZoomSocket"))
                .anyMatch(line -> line.startsWith("health") && line.contains(
                        "zoom.socket.state"));
        assertThat(canary.leaks(secrets())).as("where a secret shows").isEmpty();
        List<String> own = canary.seen().stream().filter(line -> line.matches(
                "(?s)[A-Z]+ io\\.github\\.camelzoom\\..*|JMX .*|health .*|console .*")).toList();
        assertThat(own).hasSizeGreaterThan(20).noneMatch(line -> line.contains(DOWNLOAD) || line.contains(CALLBACK));
        assertThat(canary.seen()).as("while a route that prints all it has prints them").anyMatch(line -> line.contains(
                "INFO events") && line.contains(DOWNLOAD));
    }

    @Test
    void loggersThatPrintUrlsAreWarnedOf() throws Exception {
        try (CapturedLog log = new CapturedLog().level("org.eclipse.jetty.client", Level.DEBUG).level(
                "org.eclipse.jetty.websocket",
                Level.DEBUG); JettySocketConnector connector = new JettySocketConnector(null, null, Duration.ofSeconds(1))) {
            assertThat(connector).isNotNull();
            assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN io.github.camelzoom")).hasSize(2).allMatch(
                    line -> line.contains("org.eclipse.jetty"));
        }
    }

    private static Set<String> secrets() {
        SimulatedApp app = simulator().defaultAccount().serverToServerApp();
        Set<String> secrets = new TreeSet<>(Set.of(app.clientSecret(), SECRET, NEXT_SECRET, "canary%2Bnext", "canary+next"));
        int known = secrets.size();
        simulator().journal().all().stream().flatMap(request -> request.headers().first("Authorization").stream()).filter(
                value -> value.startsWith("Bearer ")).forEach(value -> secrets.add(value.substring("Bearer ".length())));
        assertThat(secrets).as("the tokens of the connections").hasSizeGreaterThanOrEqualTo(known + 2);
        return secrets;
    }

    private void run(SimulatedApp app) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.main.name", "event-canary");
        main.addInitialProperty("zoom.secretToken", SECRET);
        for (String component : List.of("zoom", "unreachable")) {
            main.bind(component, new ZoomComponent());
            String prefix = "camel.component." + component + ".";
            main.addInitialProperty(prefix + "oauthClientId", app.clientId());
            main.addInitialProperty(prefix + "oauthClientSecret", app.clientSecret());
            main.addInitialProperty(prefix + "accountId", app.accountId());
            main.addInitialProperty(prefix + "baseUrl", simulator().baseUrl().toString());
            main.addInitialProperty(prefix + "oauthUrl", simulator().oauthUrl().toString());
        }
        main.addInitialProperty("camel.component.zoom.webSocketUrl", simulator().webSocketUrl().toString());
        main.addInitialProperty("camel.component.unreachable.webSocketUrl", "wss://nowhere.invalid/ws");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                webhooks = WebhookSender.start(getContext());
                from("zoom:events?subscriptionId=canary").to("log:events?showAll=true").process(EventCanaryTest::failSometimes)
                        .to("mock:events");
                from("zoom:events?secretToken={{zoom.secretToken}}").to("log:events?showAll=true").process(
                        EventCanaryTest::failSometimes).to("mock:events");
                from("zoom:events?secretToken=RAW(" + NEXT_SECRET + ")").to("mock:next");
                from("unreachable:events?subscriptionId=canary").to("mock:never");
                from("direct:list").to("zoom:users/list");
            }
        });
        main.start();
        try {
            overTheSocket(main.getCamelContext());
            byWebhook(main.getCamelContext());
            mistakes(main.getCamelContext());
            canary.show(main.getCamelContext(), "zoom");
        } finally {
            main.stop();
        }
    }

    private static void failSometimes(Exchange exchange) {
        if (exchange.getMessage().getHeader("CamelZoomEvent").equals("recording.failed")) {
            throw new IllegalStateException("the route fails");
        }
    }

    private static String event(String name, int number) {
        return WebhookSender.event(name, number, "" + number).replaceFirst("\\{", "{\"download_token\":\"" + DOWNLOAD + "\",")
                .replace("\"object\"", "\"callback_url\":\"https://zoom.us/c\",\"callback_token\":\"" + CALLBACK
                        + "\",\"object\"");
    }

    private void overTheSocket(CamelContext context) throws Exception {
        SocketSubscription zoom = simulator().events().sockets().subscription("canary");
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            await().until(zoom::connected);
            zoom.send(new SimulatedEvent("", "", event("recording.completed", 1)));
            zoom.send(new SimulatedEvent("", "", event("recording.failed", 2)));
            zoom.send(new SimulatedEvent("", "", "{\"download_token\":\"" + DOWNLOAD + "\""));
            zoom.send(new SimulatedEvent("", "", event("recording.completed", 3)));
            await().until(() -> events.getReceivedCounter() == 2);
            canary.see(events.getExchanges().get(0));
            // The same bearer as the connection's; the journal of the simulator keeps it for the search.
            template.request("direct:list", exchange -> {});
            simulator().events().sockets().refuseHandshakes(1, 503);
            simulator().revokeAllTokens();
            int before = zoom.connections().size();
            zoom.drop();
            await().atMost(Duration.ofSeconds(30)).until(() -> zoom.connected() && zoom.connections().size() >= before + 2);
            template.request("direct:list", exchange -> {});
            canary.show(context, "zoom");
        }
    }

    private void byWebhook(CamelContext context) throws Exception {
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        int before = events.getReceivedCounter();
        canary.see("answer " + webhooks.send(PATH, SECRET, event("recording.completed", 4)).body());
        canary.see("answer " + webhooks.send(PATH, SECRET, event("recording.failed", 5)).body());
        canary.see("answer " + webhooks.send(PATH, NEXT_SECRET, event("recording.completed", 6)).body());
        canary.see("answer " + webhooks.send(PATH, "forged", event("recording.completed", 7)).body());
        canary.see("answer " + webhooks.send(PATH, SECRET, "no json " + DOWNLOAD).body());
        canary.see("answer " + webhooks.send(PATH, SECRET,
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"abc\"}}").body());
        assertThat(events.getReceivedCounter()).isEqualTo(before + 1);
        canary.see(events.getExchanges().get(before));
    }

    private void mistakes(CamelContext context) {
        for (String wrong : List.of("zoom:events?secretToken=RAW(" + NEXT_SECRET + ")&subscriptionId=a",
                "zoom:events?secretToken=RAW(" + NEXT_SECRET + ",)", "zoom:events?secretToken=RAW(" + NEXT_SECRET
                        + ")&webhookPath=no%20path",
                "zoom:events?secretToken=RAW(" + NEXT_SECRET + ")&nothing=1")) {
            try {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(wrong).to("mock:never");
                    }
                });
                canary.see("no mistake: " + context.getEndpoints());
            } catch (Exception e) {
                canary.see(e);
            }
        }
    }

    private static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }
}
