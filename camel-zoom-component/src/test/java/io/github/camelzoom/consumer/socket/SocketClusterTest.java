package io.github.camelzoom.consumer.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two contexts under {@code master:}, of which one is connected at a time. */
class SocketClusterTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path directory;

    private final List<DefaultCamelContext> nodes = new ArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(DefaultCamelContext::stop);
    }

    private DefaultCamelContext node(String name) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        nodes.add(context);
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.toString());
        cluster.setId(name);
        cluster.setAcquireLockDelay(1);
        cluster.setAcquireLockInterval(1);
        cluster.setHeartbeatTimeoutMultiplier(2);
        context.addService(cluster);
        ZoomComponent component = new ZoomComponent(context);
        SimulatedApp app = ZOOM.simulator().defaultAccount().serverToServerApp();
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        component.setWebSocketUrl(ZOOM.simulator().webSocketUrl().toString());
        context.addComponent("zoom", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:events:zoom:events?subscriptionId=cluster").process(exchange -> received.add(exchange.getMessage()
                        .getHeader("CamelZoomObjectId", String.class)));
            }
        });
        context.start();
        return context;
    }

    private static SocketSubscription zoom() {
        return ZOOM.simulator().events().sockets().subscription("cluster");
    }

    private void send(int count) {
        int before = zoom().journal().size();
        for (int i = before; i < before + count; i++) {
            zoom().send(new SimulatedEvent("", "", WebhookSender.event("e", i, "" + i)));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= before + count);
    }

    @Test
    void exactlyOneIsConnectedAndTheOtherFollowsWithinTenSeconds() throws Exception {
        DefaultCamelContext first = node("one");
        await().atMost(Duration.ofSeconds(30)).until(() -> zoom().connected());
        node("two");
        send(50);
        assertThat(zoom().connections()).hasSize(1);
        first.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> zoom().connected());
        send(50);
        assertThat(zoom().connections()).hasSize(2);
        assertThat(received).containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }
}
