package io.github.camelzoom.proof;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many tenants in one context: what each of them costs, and that one whose Zoom hangs delays no other. */
class ConnectionsTest {

    private static final int COLLECTIONS = 5;
    private static final long MOST_BYTES = 2_048;

    private record Heap(long bean, long resolved) {}

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Nothing but the pages of the component resolve connections without asking Zoom for a token. */
    private static List<AuthorizeDesk.View> resolveAll(ZoomComponent component) throws ReflectiveOperationException {
        Method desk = ZoomComponent.class.getDeclaredMethod("desk");
        desk.setAccessible(true);
        return ((AuthorizeDesk) desk.invoke(component)).connections();
    }

    private static ZoomConnection person(ZoomClient app) {
        ZoomConnection connection = new ZoomConnection();
        connection.setClient(app);
        return connection;
    }

    @SuppressWarnings("try") // close() may be interrupted
    private static Heap measure(int connections) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
            component.getConfiguration().setTokenStore("memory://proof");
            context.start();
            ZoomClient app = new ZoomClient();
            app.setOauthClientId("client-of-all");
            app.setOauthClientSecret("secret-of-all");
            component.getConnections().put("first", person(app));
            assertThat(resolveAll(component)).hasSize(1);
            long empty = used();
            for (int i = 1; i < connections; i++) {
                component.getConnections().put(String.format("tenant-%06d", i), person(app));
            }
            long configured = used();
            assertThat(resolveAll(component)).hasSize(connections).allSatisfy(view -> {
                assertThat(view.needsPerson()).isTrue();
                assertThat(view.state()).isEqualTo("COLD");
            });
            long resolved = used();
            return new Heap((configured - empty) / connections, (resolved - configured) / connections);
        }
    }

    @Test
    void whenAThousandConnectionsAreResolved_thenNoneCostsMuch() throws Exception {
        Heap heap = measure(1_000);
        // A thousand are few enough for other things in the heap to show.
        assertThat(heap.bean() + heap.resolved()).isLessThan(2 * MOST_BYTES);
    }

    @Test
    @Tag("proof")
    void whenTenThousandConnectionsAreResolved_thenEachCostsLessThanTwoKilobytes() throws Exception {
        Heap heap = measure(10_000);
        new Evidence("connections", "Ten thousand connections", """
                One CamelContext with 10,000 connections of persons of one app, each resolved once by its name, without a token.
                The heap was measured after five collections each, before and after.""")
                .row("Bytes per connection as configured (bean, name, map entry)", heap.bean())
                .row("Bytes per connection for being resolved", heap.resolved())
                .row("Bytes per connection in all", heap.bean() + heap.resolved()).row("Bytes aimed at, at most", MOST_BYTES)
                .table("Heap").write();
        assertThat(heap.bean() + heap.resolved()).isLessThan(MOST_BYTES);
    }

    private static ZoomConnection tenant(ZoomSimulator zoom, String name) {
        SimulatedApp app = zoom.accounts().add(name).addServerToServerApp();
        ZoomConnection connection = new ZoomConnection();
        connection.setOauthClientId(app.clientId());
        connection.setOauthClientSecret(app.clientSecret());
        connection.setAccountId(app.accountId());
        connection.setBaseUrl(zoom.baseUrl().toString());
        connection.setOauthUrl(zoom.oauthUrl().toString());
        return connection;
    }

    private static CompletableFuture<Exchange> call(ProducerTemplate template, String connection) {
        return template.asyncSend("zoom:users/list", exchange -> exchange.getMessage().setHeaders(Map.of(
                ZoomConstants.CONNECTION, connection)));
    }

    @SuppressWarnings("try")
    private static void othersGoOnWhile(int dead) throws Exception {
        try (ZoomSimulator hanging = ZoomSimulator.start();
                ZoomSimulator well = ZoomSimulator.start();
                CamelContext context = new DefaultCamelContext()) {
            ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
            for (int i = 0; i < dead; i++) {
                component.getConnections().put("dead-" + i, tenant(hanging, "dead-" + i));
            }
            component.getConnections().put("well", tenant(well, "well"));
            component.getConfiguration().setConnection("well");
            context.start();
            Hold hold = hanging.faults().onToken().hold();
            hold.rule().always();
            ProducerTemplate template = context.createProducerTemplate();
            List<CompletableFuture<Exchange>> waiting = new ArrayList<>();
            for (int i = 0; i < dead; i++) {
                waiting.add(call(template, "dead-" + i));
            }
            int atOnce = Math.min(dead, 8);
            await().atMost(10, TimeUnit.SECONDS).until(() -> hold.arrived() >= atOnce);
            for (int i = 0; i < 20; i++) {
                Exchange exchange = call(template, "well").get(10, TimeUnit.SECONDS);
                assertThat(exchange.getException()).isNull();
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            hold.release();
            for (CompletableFuture<Exchange> each : waiting) {
                assertThat(each.get(30, TimeUnit.SECONDS).getException()).isNull();
            }
        }
    }

    @Test
    void i6_whileTheTokenEndpointOfATenantHangs_thenAnotherTenantsCallsFinish() throws Exception {
        othersGoOnWhile(1);
    }

    @Test
    void i6_whileTheTokenEndpointOfManyConnectionsHangs_thenAnotherTenantsCallsFinish() throws Exception {
        othersGoOnWhile(9);
    }

    /** Takes requests and never answers; a request to any path of it hangs. */
    private static final class Silence implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());

        private Silence() throws IOException {}

        String url(String path) {
            return "http://127.0.0.1:" + server.getLocalPort() + "/" + path;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Connections whose endpoints never answer, several of each; token requests of another tenant meanwhile. */
    @SuppressWarnings("try")
    private static long othersGetTokensWhileEndpointsHang(int endpoints, int connectionsOfEach) throws Exception {
        try (Silence first = new Silence();
                Silence second = new Silence();
                Silence third = new Silence();
                Silence fourth = new Silence();
                ZoomSimulator well = ZoomSimulator.start();
                CamelContext context = new DefaultCamelContext()) {
            List<Silence> servers = List.of(first, second, third, fourth);
            ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
            component.getConfiguration().setTokenStore("memory://proof");
            List<String> dead = new ArrayList<>();
            for (int i = 0; i < endpoints * connectionsOfEach; i++) {
                int endpoint = i % endpoints;
                ZoomConnection connection = tenant(well, "dead-" + i);
                connection.setOauthUrl(servers.get(endpoint % servers.size()).url("oauth-" + endpoint));
                component.getConnections().put("dead-" + i, connection);
                dead.add("dead-" + i);
            }
            for (int i = 0; i < 20; i++) {
                component.getConnections().put("well-" + i, tenant(well, "well-" + i));
            }
            component.getConfiguration().setConnection("well-0");
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            template.setExecutorService(context.getExecutorServiceManager().newFixedThreadPool(template, "callers", 8));
            List<CompletableFuture<Exchange>> waiting = dead.stream().map(name -> call(template, name)).toList();
            await().atMost(30, TimeUnit.SECONDS).until(() -> threads.getThreadCount() > endpoints);
            for (int i = 0; i < 20; i++) {
                // None of them has a token yet.
                Exchange exchange = call(template, "well-" + i).get(10, TimeUnit.SECONDS);
                assertThat(exchange.getException()).isNull();
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            for (Silence server : servers) {
                // Resets what hangs, so that the context need not wait for it.
                server.close();
            }
            return threads.getPeakThreadCount();
        }
    }

    @Test
    void i6_whileAHundredTokenEndpointsHang_thenTokensOfOtherTenantsCome() throws Exception {
        othersGetTokensWhileEndpointsHang(100, 8);
    }

    @Test
    @Tag("proof")
    void i6_whileAThousandTokenEndpointsHang_thenTokensOfOtherTenantsCome() throws Exception {
        long threads = othersGetTokensWhileEndpointsHang(1_000, 8);
        new Evidence("hanging-endpoints", "A thousand token endpoints that hang",
                """
                        One CamelContext with 8,000 connections, 8 of each of 1,000 token endpoints that take requests and never answer. While
                        all of them hang, the first tokens of 20 other tenants were fetched one after the other, each within 10 s.""")
                .row("Connections that hung", 8_000).row("Tokens fetched meanwhile", 20).row("Threads at most", threads)
                .table("Figures").write();
    }
}
