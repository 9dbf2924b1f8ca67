package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.authorize.AuthorizeAccess;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.consumer.poll.PollConsumer;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;

import static org.assertj.core.api.Assertions.assertThat;

/** A context in which the routes of a document run against a simulator, with the properties that documents use. */
final class DocumentedContext implements AutoCloseable {

    private static final long TIMERS_DELAY = 1_000;

    private final Queue<String> completed = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final CamelContext context = new DefaultCamelContext();
    private final ZoomSimulator zoom;
    private final DocumentedWebhooks webhooks;

    /** @param folder for its files */
    DocumentedContext(ZoomSimulator zoom, Path folder) throws Exception {
        this.zoom = zoom;
        SimulatedAccount account = zoom.defaultAccount();
        SimulatedApp app = account.serverToServerApp();
        Properties properties = new Properties();
        properties.put("zoom.api", zoom.baseUrl().toString());
        properties.put("zoom.secretToken", DocumentedWebhooks.SECRET);
        VertxPlatformHttpServerConfiguration server = httpServer();
        properties.put("zoom.publicUrl", "http://127.0.0.1:" + server.getBindPort());
        webhooks = new DocumentedWebhooks(zoom, server.getBindPort());
        properties.put("service.app.secret-token", DocumentedWebhooks.SECRET);
        context.getPropertiesComponent().setInitialProperties(properties);
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setBaseUrl(zoom.baseUrl().toString());
        component.getConfiguration().setOauthUrl(zoom.oauthUrl().toString());
        component.getConfiguration().setTokenStore("file:" + folder.resolve("tokens"));
        ZoomConnection acme = new ZoomConnection();
        acme.setAccountId(app.accountId());
        ZoomConnection chatbot = new ZoomConnection();
        chatbot.setOauthGrant(OAuthGrant.CLIENT_CREDENTIALS);
        chatbot.setClient(new ZoomClient(account.generalApp().clientId(), account.generalApp().clientSecret()));
        component.setRateBudgets(RateBudgets.unlimited());
        component.setConnections(Map.of("acme", acme, "headquarters", acme, "chatbot", chatbot));
        context.addComponent("zoom", component);
        context.addService(new VertxPlatformHttpServer(server));
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(folder.resolve("cluster").toString());
        cluster.setAcquireLockDelay(1, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(200, TimeUnit.MILLISECONDS);
        context.addService(cluster);
        context.getRegistry().bind("tenantAccess", (AuthorizeAccess) request -> true);
        context.getRegistry().bind("dataSource", JdbcConnectionPool.create("jdbc:h2:mem:documented", "sa", ""));
        context.getCamelContextExtension().registerEndpointCallback(DocumentedContext::atOnce);
        context.addRoutePolicyFactory((camel, routeId, node) -> new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                if (exchange.getException() != null) {
                    failures.add(exchange.getException());
                }
                completed.add(route.getRouteId());
            }
        });
    }

    /** What would begin after a second, as by default, begins at once. */
    private static Endpoint atOnce(String uri, Endpoint endpoint) {
        if (endpoint instanceof TimerEndpoint timer && timer.getDelay() == TIMERS_DELAY) {
            timer.setDelay(0);
        } else if (endpoint instanceof ScheduledPollEndpoint poller && poller.getInitialDelay() < 0) {
            poller.setInitialDelay(0);
        }
        return endpoint;
    }

    /** For routes that serve pages or take webhooks. */
    private static VertxPlatformHttpServerConfiguration httpServer() throws IOException {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        try (ServerSocket free = new ServerSocket(0)) {
            configuration.setBindPort(free.getLocalPort());
        }
        return configuration;
    }

    CamelContext context() {
        return context;
    }

    /**
     * Starts, sends one message to each route that begins at {@code direct:} and an event to each that takes webhooks, and
     * waits for each timer's first message and each poller's first run.
     */
    void runEachRouteOnce() throws Exception {
        context.start();
        Object meeting = zoom.defaultAccount().addMeeting(zoom.defaultAccount().users().get(0), "Of the test").get("id")
                .asLong();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (Route route : context.getRoutes()) {
                String from = route.getEndpoint().getEndpointUri();
                if (from.startsWith("direct:")) {
                    template.request(from, exchange -> exchange.getMessage().setHeader("meetingId", meeting));
                }
                if (route.getConsumer() instanceof PollConsumer poll) {
                    Awaitility.await(from).until(() -> poll.isFirstPollDone() && poll.getErrorCounter() == 0);
                }
                boolean event = webhooks.tell(route, meeting);
                if (event || from.startsWith("direct:") || route.getEndpoint() instanceof TimerEndpoint) {
                    Awaitility.await(from).until(() -> completed.contains(route.getRouteId()));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Override
    public void close() {
        context.stop();
    }
}
