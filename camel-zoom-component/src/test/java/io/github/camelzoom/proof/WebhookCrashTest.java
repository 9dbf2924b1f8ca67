package io.github.camelzoom.proof;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.github.camelzoom.client.auth.store.jdbc.PostgreSqlServer;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.proof.WebhookWorker.Way;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.DeliveryAttempt;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process that takes webhooks is killed at random moments; the next one goes on, and Zoom comes again. */
class WebhookCrashTest {

    private static final int EVENTS_A_ROUND = 60;
    private static final int EVENTS_WITHOUT_A_PROCESS = 5;
    private static final int READY = 2;
    /** What Zoom waits before it repeats an event for the first and second time; a kill falls into each. */
    private static final List<Duration> REPEATED_AFTER = List.of(Duration.ofMinutes(5), Duration.ofMinutes(20));

    private final Map<Way, WebhookSubscription> subscriptions = new EnumMap<>(Way.class);
    private final Map<Way, List<WebhookDelivery>> sent = new EnumMap<>(Way.class);
    /** By the number of the process, on the simulator's clock. */
    private final List<Instant> began = new ArrayList<>();
    private final Map<Way, Map<String, List<Integer>>> taken = new EnumMap<>(Way.class);
    private int numbers;

    private void onH2(int kills) throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            crash(kills, 1, Stores.h2("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:events;DB_CLOSE_DELAY=-1"));
        } finally {
            server.stop();
        }
    }

    private void onPostgreSql(int kills) throws Exception {
        PostgreSqlServer server = PostgreSqlServer.start();
        try {
            crash(kills, 2, Stores.postgreSql(server.port()));
        } finally {
            server.stop();
        }
    }

    private void crash(int kills, long seed, String place) throws Exception {
        JdbcConnectionPool database = Stores.pool(place);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(WebhookWorker.TABLE);
        }
        Random random = new Random(seed);
        Queue<WorkerProcess> ready = new ArrayDeque<>();
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            SimulatedApp app = zoom.defaultAccount().serverToServerApp();
            int port = WebhookSender.freePort();
            for (Way way : Way.values()) {
                subscriptions.put(way, zoom.events().webhook(app, URI.create("http://127.0.0.1:" + port + way.path())));
            }
            int started = 0;
            for (int round = 0; round <= kills; round++) {
                while (started <= kills && ready.size() < READY) {
                    ready.add(WorkerProcess.start(WebhookWorker.class, "64m", Integer.toString(port), app.secretToken(), place,
                            Integer.toString(started++)));
                }
                try (WorkerProcess worker = ready.remove()) {
                    go(zoom, worker);
                    // Of the four tries that Zoom gives an event, at most three meet a kill.
                    int phase = round % (REPEATED_AFTER.size() + 1);
                    if (phase == 0 || round == kills) {
                        settle(zoom);
                    } else {
                        zoom.clock().advance(REPEATED_AFTER.get(phase - 1));
                    }
                    if (round < kills) {
                        worker.tell("count");
                        worker.await("from here");
                        send(zoom, EVENTS_A_ROUND);
                        for (int i = random.nextInt(5 * EVENTS_A_ROUND / 2); i > 0; i--) {
                            worker.await("event");
                        }
                        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(20_000)));
                    }
                    worker.kill();
                    if (round < kills) {
                        send(zoom, EVENTS_WITHOUT_A_PROCESS);
                    }
                }
            }
            subscriptions.forEach((way, each) -> sent.put(way, each.deliveries()));
            read(database);
        } finally {
            ready.forEach(WorkerProcess::close);
            database.dispose();
        }
    }

    private void go(ZoomSimulator zoom, WorkerProcess worker) throws Exception {
        worker.await("ready");
        worker.tell("go");
        worker.await("listening");
        // By now the simulator has noticed what the last kill broke off.
        began.add(zoom.clock().instant());
    }

    /** Lets the simulator's time pass until Zoom has nothing more to repeat. */
    private void settle(ZoomSimulator zoom) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(() -> {
            zoom.clock().advance(Duration.ofMinutes(5));
            return subscriptions.values().stream().allMatch(each -> each.count(State.PENDING) == 0);
        });
    }

    private void send(ZoomSimulator zoom, int count) {
        Instant now = zoom.clock().instant();
        int first = numbers;
        numbers += count;
        subscriptions.values().forEach(each -> each.burst(count, i -> EventSamples.of("meeting.started", each.target()
                .accountId(), first + i, now)));
    }

    private void read(JdbcConnectionPool database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT WAY, EVENT, PROCESS FROM TAKEN ORDER BY PROCESS")) {
            while (rows.next()) {
                taken.computeIfAbsent(Way.valueOf(rows.getString(1)), none -> new HashMap<>()).computeIfAbsent(rows.getString(
                        2), none -> new ArrayList<>()).add(rows.getInt(3));
            }
        }
    }

    private List<Integer> processes(Way way, WebhookDelivery delivery) {
        String json = delivery.event().json();
        String id = json.replaceAll(".*\"object\":\\{\"id\":\"?(\\d+).*", "$1");
        return taken.get(way).getOrDefault(id, List.of());
    }

    /** Which process an attempt was made on, or the one before the next began. */
    private int process(DeliveryAttempt attempt) {
        int process = 0;
        while (process + 1 < began.size() && !attempt.at().isBefore(began.get(process + 1))) {
            process++;
        }
        return process;
    }

    /**
     * What became of the events of a route that acknowledges what it has done.
     *
     * @param  lost  acknowledged or given up, and not in the table
     * @param  twice in the table again, since the process was killed before it had told Zoom that it was done
     * @param  late  of those, told in vain: Zoom gives up on an answer after three seconds
     */
    private record Routed(int events, int lost, int twice, int late, long broken, long later) {

        void into(Evidence evidence, String heading) {
            evidence.row("Events", events).row("Not in the table", lost)
                    .row("In the table twice, each under way at a kill", twice - late)
                    .row("In the table twice, answered too late (3 s) by a process that was killed before the repetition", late)
                    .row("Deliveries that a kill broke off", broken)
                    .row("Deliveries that nobody listened to, or that were not acknowledged in time", later).table(heading);
        }
    }

    private Routed routed(Way way) {
        int lost = 0;
        int twice = 0;
        int late = 0;
        List<WebhookDelivery> deliveries = sent.get(way);
        for (WebhookDelivery delivery : deliveries) {
            List<Integer> processes = processes(way, delivery);
            assertThat(processes).as("within one process").doesNotHaveDuplicates();
            lost += processes.isEmpty() ? 1 : 0;
            for (int process : processes.subList(0, Math.max(0, processes.size() - 1))) {
                List<DeliveryAttempt> there = delivery.attempts().stream().filter(attempt -> process(attempt) == process)
                        .toList();
                twice++;
                late += there.stream().noneMatch(WebhookCrashTest::broken) ? 1 : 0;
                assertThat(there).as("%s, taken by %s", delivery, processes).isNotEmpty().noneMatch(DeliveryAttempt::accepted);
            }
        }
        List<DeliveryAttempt> failed = deliveries.stream().flatMap(each -> each.attempts().stream()).filter(each -> !each
                .accepted()).toList();
        long broken = failed.stream().filter(WebhookCrashTest::broken).count();
        return new Routed(deliveries.size(), lost, twice, late, broken, failed.size() - broken);
    }

    /** The line broke before an answer came. */
    private static boolean broken(DeliveryAttempt attempt) {
        return attempt.status() == -3;
    }

    /** How many events each process had acknowledged and took with it. */
    private List<Integer> lostWithQueue() {
        Integer[] lost = new Integer[began.size()];
        Arrays.fill(lost, 0);
        for (WebhookDelivery delivery : sent.get(Way.QUEUE)) {
            if (delivery.state() == State.DELIVERED && processes(Way.QUEUE, delivery).isEmpty()) {
                lost[process(delivery.attempts().get(delivery.attempts().size() - 1))]++;
            }
        }
        return List.of(lost);
    }

    /** Events that met a kill or a full queue all four times, so that nobody has acknowledged them. */
    private long givenUp() {
        return sent.get(Way.QUEUE).stream().filter(each -> each.state() == State.GIVEN_UP && processes(Way.QUEUE, each)
                .isEmpty()).count();
    }

    private void check(int kills) {
        assertThat(began).hasSize(kills + 1);
        for (Way way : List.of(Way.REPOSITORY, Way.MEMORY)) {
            assertThat(routed(way).lost()).as("%s", way).isZero();
        }
        assertThat(givenUp()).isLessThanOrEqualTo(sent.get(Way.QUEUE).size() / 20);
        assertThat(lostWithQueue()).allSatisfy(lost -> assertThat(lost).isLessThanOrEqualTo(WebhookWorker.QUEUE_SIZE
                + WebhookWorker.THREADS));
    }

    @Test
    void whenAProcessIsKilled_thenZoomBringsAgainWhatItHadNotAcknowledged() throws Exception {
        onH2(3);
        check(3);
    }

    @Test
    @Tag("proof")
    void whenProcessesAreKilledManyTimes_thenZoomBringsAgainWhatTheyHadNotAcknowledged() throws Exception {
        int kills = Integer.getInteger("proof.rounds", 50);
        boolean installed = PostgreSqlServer.programs().isPresent();
        if (installed) {
            onPostgreSql(kills);
        } else {
            onH2(kills);
        }
        Evidence evidence = new Evidence("webhook-crash", "Killed while taking webhooks",
                """
                        A Java process takes webhooks with three routes, which write each event into a table of a database, and is killed
                        (as by kill -9) at a random moment, while 60 events come in for each route; the next process goes on. The simulated Zoom repeats
                        what was not acknowledged after 5, 20 and 60 minutes, on a clock that the test moves; kills fall into the first
                        deliveries and into the first two repetitions.

                        An event may be in the table twice only when the process that was killed had not told Zoom in time that it was
                        done; the test looks that up in what the simulated Zoom did. With `ack=AFTER_ENQUEUE` a kill may take along what
                        was in the queue (50) and in the hands of the four threads of the route.""");
        evidence.row("Kills", kills).row("Database", installed ? "PostgreSQL" : "H2 server").table("All routes");
        routed(Way.REPOSITORY).into(evidence, "ack=AFTER_ROUTE, idempotentRepository in the database");
        routed(Way.MEMORY).into(evidence, "ack=AFTER_ROUTE, events remembered in memory");
        List<Integer> lost = lostWithQueue();
        evidence.row("Events", sent.get(Way.QUEUE).size())
                .row("Lost, of " + (WebhookWorker.QUEUE_SIZE + WebhookWorker.THREADS) + " at most at each kill", lost.stream()
                        .mapToInt(Integer::intValue).sum())
                .row("At each kill", lost.subList(0, kills).stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .row("Given up by Zoom: cut off or sent away four times", givenUp()).table("ack=AFTER_ENQUEUE").write();
        check(kills);
        assertThat(lost).as("the test sees what is lost").anyMatch(each -> each > 0);
    }
}
