package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM with little memory whose routes hold the first event until they are told {@code release WAY}, and are slow from then
 * on. Told {@code tally WAY}, it says what the route has had; told {@code peak}, how much heap was used since the last time.
 */
final class SlowWorker {

    /** How a route takes its events; the path of webhooks and the id of the subscription, too. */
    enum Way {
        /** Over the WebSocket. */
        SOCKET("subscriptionId="),
        /** By webhook with {@code ack=AFTER_ROUTE}. */
        ROUTE("webhookPath=/"),
        /** By webhook with {@code ack=AFTER_ENQUEUE}. */
        QUEUE("ack=AFTER_ENQUEUE&webhookPath=/");

        private final String options;

        Way(String options) {
            this.options = options;
        }
    }

    static final int THREADS = 20;

    private static final long WORK_MICROS = 1_000;

    private static final class Route {

        private final CountDownLatch gate = new CountDownLatch(1);
        private final BitSet seen = new BitSet();
        private int taken;
        private int outOfOrder;
        private long bytes;

        void take(Exchange exchange) throws InterruptedException {
            gate.await();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(WORK_MICROS));
            count(exchange.getMessage().getHeader("CamelZoomObjectId", Integer.class), exchange.getMessage().getBody(
                    byte[].class).length);
        }

        private synchronized void count(int number, int length) {
            outOfOrder += number == taken ? 0 : 1;
            taken++;
            bytes += length;
            seen.set(number);
        }

        synchronized String tally() {
            return taken + " " + seen.cardinality() + " " + outOfOrder + " " + bytes;
        }
    }

    private SlowWorker() {}

    /** Arguments: port, secret token, length of the queue, and those of {@link ZoomAddress}. */
    public static void main(String[] args) throws Exception {
        Map<Way, Route> routes = new EnumMap<>(Way.class);
        List.of(Way.values()).forEach(way -> routes.put(way, new Route()));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(Integer.parseInt(args[0]));
            context.addService(new VertxPlatformHttpServer(server));
            ZoomComponent zoom = ZoomAddress.last(args).component(context);
            zoom.getEventSettings().setRouteThreads(THREADS);
            zoom.getEventSettings().setQueueSize(Integer.parseInt(args[2]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routes.forEach((way, route) -> from("zoom:events?" + way.options + way + (way == Way.SOCKET
                            ? ""
                            : "&secretToken=" + args[1])).process(route::take));
                }
            });
            context.start();
            System.out.println("listening");
            obey(routes);
        }
    }

    private static void obey(Map<Way, Route> routes) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "release" -> routes.get(Way.valueOf(words[1])).gate.countDown();
                case "tally" -> System.out.println("tally " + routes.get(Way.valueOf(words[1])).tally());
                default -> System.out.println("peak " + PeakHeap.bytes());
            }
        }
    }
}
