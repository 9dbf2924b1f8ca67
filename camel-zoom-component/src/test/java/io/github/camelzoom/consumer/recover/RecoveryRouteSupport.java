package io.github.camelzoom.consumer.recover;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.Happenings;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/** Routes with recover=true against the simulator, and what came to them. */
abstract class RecoveryRouteSupport {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    static final String SOCKET = "zoom:events?subscriptionId=s1&recover=true";
    static final String WEBHOOK = "zoom:events?recover=true&secretToken=" + WebhookSender.SECRET;

    @TempDir
    Path directory;

    final List<CamelContext> contexts = new ArrayList<>();
    final List<Message> arrived = new CopyOnWriteArrayList<>();
    Processor work = exchange -> {};
    SimulatedApp special;
    Duration interval = Duration.ofHours(1);
    WebhookSender webhooks;

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    static SimulatedAccount account() {
        return ZOOM.simulator().defaultAccount();
    }

    static SimulatedUser host() {
        return account().users().get(0);
    }

    static Happenings zoom() {
        return ZOOM.simulator().events().in(account());
    }

    static SocketSubscription socket() {
        return ZOOM.simulator().events().sockets().subscription("s1");
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** A process, with its positions in the directory. */
    CamelContext process() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        ZoomComponent component = new ZoomComponent(context);
        SimulatedApp app = special != null ? special : account().serverToServerApp();
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setTokenStore("file:" + directory);
        component.getConfiguration().setBaseUrl(ZOOM.simulator().baseUrl().toString());
        component.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        component.getConfiguration().setMaxRetries(0);
        component.setWebSocketUrl(ZOOM.simulator().webSocketUrl().toString());
        EventSettings settings = new EventSettings();
        settings.setRecoverPause(Duration.ofMillis(50));
        settings.setRecoverRetry(Duration.ofMillis(100));
        settings.setRecoverInterval(interval);
        component.setEventSettings(settings);
        context.addComponent("zoom", component);
        return context;
    }

    void route(CamelContext context, String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").process(work).process(exchange -> {
                    Message copy = exchange.getMessage().copy();
                    arrived.add(copy);
                });
            }
        });
        context.start();
    }

    CamelContext socketProcess() throws Exception {
        CamelContext context = process();
        route(context, SOCKET);
        connected();
        return context;
    }

    CamelContext webhookProcess(String uri) throws Exception {
        CamelContext context = process();
        webhooks = WebhookSender.start(context);
        route(context, uri);
        return context;
    }

    static void connected() {
        soon().until(() -> socket().connected());
    }

    /** The connection breaks, and what was missed has been looked up. */
    void lookedUp(CamelContext context) {
        Instant before = Instant.now();
        socket().drop();
        lookedUpSince(context, before);
    }

    static void lookedUpSince(CamelContext context, Instant before) {
        for (String kind : List.of("meeting.ended", "webinar.ended", "recording.completed")) {
            soon().until(() -> health(context).call().getDetails().get("zoom.recovery." + kind
                    + ".last") instanceof String last && Instant.parse(last).isAfter(before));
        }
    }

    static HealthCheck health(CamelContext context) {
        return ((DefaultConsumer) context.getRoute("events").getConsumer()).getHealthCheck();
    }

    static int readings() {
        return ZOOM.simulator().journal().apiRequests("report/history_meetings/list").size();
    }

    List<String> topics(String transport) {
        return arrived.stream().filter(message -> transport.equals(message.getHeader("CamelZoomEventTransport"))).map(
                message -> {
                    try {
                        return new ObjectMapper().readTree(message.getBody(byte[].class)).at("/payload/object/topic").asText();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }).toList();
    }

    void arrived(int count) {
        soon().until(() -> arrived.size() >= count);
    }
}
