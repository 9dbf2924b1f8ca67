package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import io.github.camelzoom.client.auth.store.jdbc.PostgreSqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes share a budget of 40 calls a second through Bucket4j in PostgreSQL; the server counts what arrives. */
class SharedBudgetTest {

    private static final int LIMIT = 40;
    private static final long SECOND = 1_000_000_000L;

    private static PostgreSqlServer database;

    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();

    private record Figures(int calls, int most, double seconds, int over) {}

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(PostgreSqlServer.programs().isPresent(), "PostgreSQL is not installed");
        database = PostgreSqlServer.start();
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + database.port()
                + "/postgres?user=zoom");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bucket (id VARCHAR PRIMARY KEY, state BYTEA, expires_at BIGINT)");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.stop();
        }
    }

    @Test
    void twoProcessesTogetherStayWithinTheLimitAndUseIt() throws Exception {
        Figures figures = run(200);
        // The proof has the strict figures: on a machine that builds at the same time, requests are late by any time.
        assertThat(figures.most()).isLessThanOrEqualTo(LIMIT * 5 / 4);
        assertThat(figures.seconds()).isLessThan(1.5 * figures.calls() / LIMIT);
    }

    @Test
    @Tag("proof")
    void twoProcessesTogetherNeverExceedTheLimitForMinutes() throws Exception {
        Figures figures = run(2_400);
        new Evidence("shared-budget", "Rate budget shared by two processes",
                "Two processes share a budget of 40 calls a second through Bucket4j in PostgreSQL. A server that both call"
                        + " counts arrivals in a sliding second.")
                .row("Calls", figures.calls()).row("Most arrivals in any second", figures.most())
                .row("Arrivals that made it more than " + LIMIT, figures.over())
                .row("Seconds", Evidence.number(figures.seconds()))
                .row("Least possible", Evidence.number((double) figures.calls() / LIMIT)).table("Figures").write();
        assertThat(figures.most()).isLessThanOrEqualTo(LIMIT);
        assertThat(figures.seconds()).isLessThan(1.1 * figures.calls() / LIMIT);
    }

    private Figures run(int callsOfEach) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            arrivals.add(System.nanoTime());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        List<Process> workers = new ArrayList<>();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            for (int i = 0; i < 2; i++) {
                workers.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                        BudgetWorker.class.getName(), Integer.toString(database.port()), address, Integer.toString(callsOfEach))
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start());
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process worker : workers) {
                outputs.add(new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8)));
            }
            await(outputs, "ready");
            arrivals.clear();
            for (Process worker : workers) {
                worker.getOutputStream().write('\n');
                worker.getOutputStream().flush();
            }
            await(outputs, "done");
        } finally {
            workers.forEach(Process::destroyForcibly);
            server.stop(0);
            threads.shutdownNow();
        }
        return figures(arrivals.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    private static void await(List<BufferedReader> outputs, String word) throws IOException {
        for (BufferedReader output : outputs) {
            String line = output.readLine();
            while (line != null && !line.startsWith(word)) {
                line = output.readLine();
            }
            assertThat(line).as("a worker says " + word).isNotNull();
        }
    }

    private static Figures figures(long[] times) {
        int most = 0;
        int over = 0;
        int first = 0;
        for (int i = 0; i < times.length; i++) {
            while (times[i] - times[first] >= SECOND) {
                first++;
            }
            most = Math.max(most, i - first + 1);
            over += i - first + 1 > LIMIT ? 1 : 0;
        }
        return new Figures(times.length, most, (times[times.length - 1] - times[0]) / 1e9, over);
    }
}
