package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.limit.Caller;
import io.github.camelzoom.client.limit.Plan;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.client.limit.ProductClass;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.client.limit.RateClass;
import io.github.camelzoom.client.limit.RateGovernor;
import io.github.camelzoom.client.limit.RateRequest;
import io.github.camelzoom.client.limit.bucket4j.Bucket4jBudgets;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A node that makes calls on a budget which it shares through PostgreSQL. It says {@code ready}, waits for a line, makes its
 * calls and says {@code done}.
 */
final class BudgetWorker {

    private BudgetWorker() {}

    /** Arguments: port of PostgreSQL, address of the server, number of calls. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        RateGovernor governor = new RateGovernor(timer, InstantSource.system(), System::nanoTime, () -> ThreadLocalRandom
                .current().nextLong(), budgets(Integer.parseInt(args[0])), threads);
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        HttpRequest get = HttpRequest.newBuilder(URI.create(args[1])).build();
        // Connections are made and classes loaded before it counts.
        call(governor, threads, http, get, "warm up " + ProcessHandle.current().pid(), 40);
        System.out.println("ready");
        commands.readLine();
        call(governor, threads, http, get, "acme", Integer.parseInt(args[2]));
        System.out.println("done");
        System.exit(0);
    }

    private static RateBudgets budgets(int port) {
        PGConnectionPoolDataSource server = new PGConnectionPoolDataSource();
        server.setServerNames(new String[]{ "127.0.0.1" });
        server.setPortNumbers(new int[]{ port });
        server.setDatabaseName("postgres");
        server.setUser("zoom");
        return new Bucket4jBudgets(Bucket4jPostgreSQL.selectForUpdateBasedBuilder(JdbcConnectionPool.create(server))
                .primaryKeyMapper(PrimaryKeyMapper.STRING).build(), 0.5);
    }

    private static void call(RateGovernor governor, ExecutorService threads, HttpClient http, HttpRequest get, String account,
            int calls)
            throws InterruptedException {
        RateRequest request = new RateRequest(new Caller(account, "me", Plan.BUSINESS), "one", "things",
                new RateClass(ProductClass.STANDARD, RateLabel.HEAVY, null), Priority.BULK, Duration.ofMinutes(2), false);
        CountDownLatch done = new CountDownLatch(calls);
        for (int i = 0; i < calls; i++) {
            governor.acquire(request).thenAcceptAsync(permit -> {
                permit.sending();
                try {
                    int status = http.send(get, BodyHandlers.discarding()).statusCode();
                    permit.answered(status, name -> null);
                    done.countDown();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, threads);
        }
        done.await();
    }
}
