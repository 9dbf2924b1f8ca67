package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A JVM that takes webhooks from the moment that it is told {@code go}, until it is killed. Three routes write the events
 * into a table of a database, each with some work before and after, and say {@code event}.
 */
final class WebhookWorker {

    /** How a route takes its events; its path, too. */
    enum Way {
        /** {@code ack=AFTER_ENQUEUE}. */
        QUEUE("&ack=AFTER_ENQUEUE"),
        /** {@code ack=AFTER_ROUTE} with a repository in the database. */
        REPOSITORY("&idempotentRepository=#events"),
        /** {@code ack=AFTER_ROUTE} with the memory of the process. */
        MEMORY("");

        private final String options;

        Way(String options) {
            this.options = options;
        }

        String path() {
            return "/" + name();
        }
    }

    static final String TABLE = "CREATE TABLE TAKEN (WAY VARCHAR(20), EVENT VARCHAR(50), PROCESS INTEGER)";
    static final int THREADS = 4;
    static final int QUEUE_SIZE = 50;

    private static final int WORK_MICROS = 10_000;

    private WebhookWorker() {}

    /** Arguments: port, secret token, the database, the number of this process. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JdbcConnectionPool database = Stores.pool(args[2]);
        database.setMaxConnections(3 * THREADS);
        int process = Integer.parseInt(args[3]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(Integer.parseInt(args[0]));
            ZoomComponent zoom = new ZoomComponent(context);
            zoom.getEventSettings().setRouteThreads(THREADS);
            zoom.getEventSettings().setQueueSize(QUEUE_SIZE);
            // The simulated Zoom's clock is moved on to its next repetition; ours is not.
            zoom.getEventSettings().setSignatureMaxAhead(Duration.ofDays(365));
            context.addComponent("zoom", zoom);
            context.getRegistry().bind("events", new JdbcMessageIdRepository(database, "events"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (Way way : Way.values()) {
                        from("zoom:events?secretToken=" + args[1] + "&webhookPath=" + way.path() + way.options).process(
                                exchange -> take(database, way, exchange, process));
                    }
                }
            });
            System.out.println("ready");
            commands.readLine();
            context.addService(new VertxPlatformHttpServer(server));
            context.start();
            System.out.println("listening");
            commands.readLine();
            System.out.println("from here");
            commands.readLine();
        }
    }

    private static void take(DataSource database, Way way, Exchange exchange, int process) throws SQLException {
        work();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO TAKEN VALUES (?, ?, ?)")) {
            insert.setString(1, way.name());
            insert.setString(2, exchange.getMessage().getHeader("CamelZoomObjectId", String.class));
            insert.setInt(3, process);
            insert.executeUpdate();
        }
        System.out.println("event");
        work();
    }

    private static void work() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(WORK_MICROS)));
    }
}
