package io.github.camelzoom;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.consumer.repository.jdbc.JdbcStateRepository;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two contexts under {@code master:}, of which one polls at a time. */
class PollClusterTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path directory;

    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:cluster;DB_CLOSE_DELAY=-1", "sa", "");

    private record Node(DefaultCamelContext context, List<String> items) {}

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.context().stop());
        database.dispose();
    }

    private Node node(String name, boolean jdbc) throws Exception {
        Node node = new Node(new DefaultCamelContext(), new CopyOnWriteArrayList<>());
        nodes.add(node);
        DefaultCamelContext context = node.context();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.resolve("cluster").toString());
        cluster.setId(name);
        cluster.setAcquireLockDelay(1);
        cluster.setAcquireLockInterval(1);
        cluster.setHeartbeatTimeoutMultiplier(2);
        context.addService(cluster);
        ZoomComponent component = new ZoomComponent(context);
        SimulatedApp app = account().serverToServerApp();
        ZoomConfiguration configuration = component.getConfiguration();
        configuration.setOauthClientId(app.clientId());
        configuration.setOauthClientSecret(app.clientSecret());
        configuration.setAccountId(app.accountId());
        configuration.setBaseUrl(ZOOM.simulator().baseUrl().toString());
        configuration.setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        configuration.setTokenStore("file:" + directory.resolve("tokens"));
        context.addComponent("zoom", component);
        if (jdbc) {
            JdbcStateRepository states = new JdbcStateRepository(database);
            states.setCreateTable(true);
            context.getRegistry().bind("states", states);
            context.getRegistry().bind("seen", new JdbcMessageIdRepository(database, "zoom"));
        }
        String user = account().users().get(0).id();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:recordings:zoom:users/recordings/list?param.userId=" + user
                        + "&startFrom=1h&initialDelay=1&delay=30"
                        + (jdbc ? "&stateRepository=#states&idempotentRepository=#seen" : ""))
                        .process(exchange -> node.items().add(exchange.getMessage()
                                .getHeader(ZoomConstants.ITEM_ID, String.class)));
            }
        });
        context.start();
        return node;
    }

    private static SimulatedAccount account() {
        return ZOOM.simulator().defaultAccount();
    }

    private void add(int count) {
        Instant start = SystemTime.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < count; i++) {
            expected.add(account().addRecording(account().users().get(0), "t", start).get("uuid").asText());
        }
    }

    private List<String> all() {
        return nodes.stream().flatMap(node -> node.items().stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void whenTheLeaderStopsTheOtherGoesOnFromItsPosition(boolean jdbc) throws Exception {
        add(5);
        Node first = node("first", jdbc);
        await().atMost(Duration.ofSeconds(20)).until(() -> first.items().size() == 5);
        Node second = node("second", jdbc);
        add(5);
        await().atMost(Duration.ofSeconds(20)).until(() -> first.items().size() == 10);
        assertThat(second.items()).isEmpty();
        first.context().stop();
        add(5);
        await().atMost(Duration.ofSeconds(30)).until(() -> second.items().size() == 5);
        assertThat(all()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
