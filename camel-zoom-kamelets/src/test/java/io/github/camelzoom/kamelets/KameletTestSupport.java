package io.github.camelzoom.kamelets;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.SocketSubscription;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application in YAML, with the Kamelets of the class path and the simulator as its Zoom. */
abstract class KameletTestSupport {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final DefaultCamelContext context = new DefaultCamelContext();
    /** What routes logged. */
    final List<String> logged = new CopyOnWriteArrayList<>();
    SimulatedAccount account;
    SimulatedUser alice;
    SimulatedApp app;
    ZoomComponent zoom;
    /** Of the application, by {{recordings}}. */
    @TempDir
    Path recordings;

    /** The application knows where Zoom is, and the connection acme; the component itself has no credentials. */
    @BeforeEach
    void configure(@TempDir Path tokens) {
        account = ZOOM.simulator().defaultAccount();
        app = account.serverToServerApp();
        alice = account.users().get(1);
        assertThat(alice.email()).isEqualTo("alice@example.com");
        zoom = new ZoomComponent(context);
        zoom.getConfiguration().setBaseUrl(ZOOM.simulator().baseUrl().toString());
        zoom.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        zoom.getConfiguration().setTokenStore("file:" + tokens);
        zoom.setWebSocketUrl(ZOOM.simulator().webSocketUrl().toString());
        zoom.setRateBudgets(RateBudgets.unlimited());
        context.addComponent("zoom", zoom);
        context.getCamelContextExtension().registerEndpointCallback(KameletTestSupport::atOnce);
        ZoomConnection acme = new ZoomConnection();
        acme.setAccountId(app.accountId());
        acme.setOauthClientId(app.clientId());
        acme.setOauthClientSecret(app.clientSecret());
        context.getRegistry().bind("acme", acme);
        Properties properties = new Properties();
        properties.put("zoom.account", app.accountId());
        properties.put("zoom.client", app.clientId());
        properties.put("zoom.secret", app.clientSecret());
        properties.put("zoom.secretToken", account.generalApp().secretToken());
        properties.put("zoom.channel", account.addChannel(alice, "News").path("id").asText());
        properties.put("recordings", recordings.toString());
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getShutdownStrategy().setTimeout(5);
        context.getCamelContextExtension().addLogListener((exchange, logger, message) -> {
            logged.add(message);
            return message;
        });
    }

    /** What would poll for the first time after a second, as by default, does so at once. */
    private static Endpoint atOnce(String uri, Endpoint endpoint) {
        if (endpoint instanceof ScheduledPollEndpoint poller && poller.getInitialDelay() < 0) {
            poller.setInitialDelay(0);
        }
        return endpoint;
    }

    @AfterEach
    void stop() {
        // Before the simulator forgets its tokens.
        context.stop();
    }

    /** Routes or a Pipe. */
    void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
                ResourceHelper.fromBytes("loaded.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        context.start();
    }

    Exchange call(String uri, String body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate().to(uri).withBody(body).withHeaders(headers).request(Exchange.class);
    }

    /** A meeting of Alice that was recorded two days ago: a video of 40,000 bytes and a sound track of 4,000. */
    JsonNode record(String topic) {
        return account.addRecording(alice, topic, Instant.now().minus(2, ChronoUnit.DAYS));
    }

    /** The sound track, as a list tells of it. */
    static String soundTrack(JsonNode recording) {
        ObjectNode file = recording.at("/recording_files/1").deepCopy();
        return file.put("download_url", ZOOM.simulator().origin() + file.path("download_url").asText()).toString();
    }

    static ConditionFactory waiting() {
        return await().atMost(PATIENCE);
    }

    void awaitLogged(String... texts) {
        waiting().untilAsserted(() -> assertThat(logged).contains(texts));
    }

    void awaitLogged(int count) {
        waiting().untilAsserted(() -> assertThat(logged).hasSizeGreaterThanOrEqualTo(count));
    }

    /** The WebSocket subscription that everybody uses here. */
    static SocketSubscription subscription() {
        return ZOOM.simulator().events().sockets().subscription("a-subscription");
    }

    static void connected() {
        waiting().until(() -> subscription().connected());
    }

    /** Gives the application an HTTP server, and its address to Zoom. */
    WebhookSubscription webhook(String path) throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setBindPort(free.getLocalPort());
        }
        server.setBindHost("127.0.0.1");
        context.addService(new VertxPlatformHttpServer(server));
        return ZOOM.simulator().events().webhook(account.generalApp(),
                URI.create("http://127.0.0.1:" + server.getBindPort() + path));
    }

    static ApiRequest only(String operation) {
        assertThat(ZOOM.simulator().journal().apiRequests(operation)).hasSize(1);
        return ZOOM.simulator().journal().apiRequests(operation).get(0);
    }
}
