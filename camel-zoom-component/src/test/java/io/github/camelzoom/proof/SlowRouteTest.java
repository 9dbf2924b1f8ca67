package io.github.camelzoom.proof;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.proof.SlowWorker.Way;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.DeliveryAttempt;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketConnection;
import io.github.camelzoom.simulator.event.SocketSubscription;
import io.github.camelzoom.simulator.event.UrlCheck;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A burst that is larger than the memory of the process whose route is slow, or stands still for a while. */
class SlowRouteTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final int CHUNK = 200;

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private WorkerProcess worker;
    private int port;
    private int count;
    private int length;

    /** How many deliveries were told to come again, and how many had no answer in time. */
    private record Answers(long again, long none) {}

    /** What a worker says that a route has had. */
    private record Tally(int taken, int different, int outOfOrder, long bytes) {}

    private void start(String heap, int events, int eventLength, int queueSize) throws Exception {
        count = events;
        length = eventLength;
        zoom = ZoomSimulator.start();
        app = zoom.defaultAccount().serverToServerApp();
        port = WebhookSender.freePort();
        worker = WorkerProcess.start(SlowWorker.class, heap, ZoomAddress.of(zoom).after(Integer.toString(port), app
                .secretToken(), Integer.toString(queueSize)));
        worker.await("listening");
    }

    @AfterEach
    void stop() {
        worker.close();
        zoom.close();
    }

    private SimulatedEvent event(int number) {
        String json = "{\"event\":\"meeting.updated\",\"event_ts\":1720705455858,\"payload\":{\"account_id\":\"" + app
                .accountId() + "\",\"object\":{\"id\":" + number + ",\"agenda\":\"";
        return new SimulatedEvent("meeting.updated", app.accountId(), json + "x".repeat(length - json.length() - 4) + "\"}}}");
    }

    private Tally tally(Way way) throws Exception {
        worker.tell("tally " + way);
        long[] figures = Arrays.stream(worker.await("tally").split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
        return new Tally((int) figures[0], (int) figures[1], (int) figures[2], figures[3]);
    }

    private void release(Way way) throws Exception {
        assertThat(tally(way).taken()).isZero();
        worker.tell("release " + way);
    }

    private long peak() throws Exception {
        worker.tell("peak");
        long peak = Long.parseLong(worker.await("peak").split(" ")[1]);
        assertThat((long) count * length).as("the burst does not fit").isGreaterThan(peak);
        return peak;
    }

    private void assertEachCameOnce(Way way) throws Exception {
        await().atMost(5, TimeUnit.MINUTES).until(() -> tally(way).taken() >= count);
        Tally tally = tally(way);
        assertThat(tally.taken()).isEqualTo(count);
        assertThat(tally.different()).isEqualTo(count);
        assertThat(tally.bytes()).isEqualTo((long) count * length);
    }

    /**
     * @param  heartbeats of the consumer, every 25 seconds, until which the route holds the first event
     * @return            how many events had left for the connection by then
     */
    private int overTheSocket(int heartbeats) throws Exception {
        SocketSubscription subscription = zoom.events().sockets().subscription(Way.SOCKET.name());
        await().atMost(30, TimeUnit.SECONDS).until(subscription::connected);
        for (int first = 0; first < count; first += CHUNK) {
            int from = first;
            assertThat(subscription.burst(CHUNK, i -> event(from + i))).isEqualTo(CHUNK);
        }
        await().atMost(30, TimeUnit.SECONDS).during(1, TimeUnit.SECONDS).until(() -> connection(subscription).flushed(),
                flushed -> flushed > 0 && flushed == connection(subscription).flushed());
        int flushed = connection(subscription).flushed();
        assertThat(flushed).as("what two operating systems hold for a reader that does not read").isLessThan(count / 2);
        await().atMost(5, TimeUnit.MINUTES).until(() -> connection(subscription).heartbeats() >= heartbeats);
        assertThat(connection(subscription).flushed()).isEqualTo(flushed);
        release(Way.SOCKET);
        assertEachCameOnce(Way.SOCKET);
        assertThat(tally(Way.SOCKET).outOfOrder()).isZero();
        assertThat(subscription.connections()).hasSize(1);
        return flushed;
    }

    private static SocketConnection connection(SocketSubscription subscription) {
        return subscription.connections().get(0);
    }

    /** Each hundredth event in three copies. */
    private Answers byWebhook(Way way) throws Exception {
        // The worker checks the time of signatures against this machine's clock.
        zoom.clock().advance(Duration.between(zoom.clock().instant(), Instant.now()));
        WebhookSubscription subscription = zoom.events().webhook(app, URI.create("http://127.0.0.1:" + port + "/" + way));
        assertThat(subscription.validate().get(20, TimeUnit.SECONDS)).isEqualTo(UrlCheck.VALID);
        for (int first = 0; first < count; first += CHUNK) {
            int from = first;
            subscription.burst(CHUNK, i -> event(from + i));
        }
        for (int i = 0; i < count; i += 100) {
            subscription.sendCopies(event(i), 2);
        }
        await().atMost(5, TimeUnit.MINUTES).until(() -> subscription.deliveries().stream().noneMatch(each -> each.attempts()
                .isEmpty()));
        release(way);
        await().atMost(5, TimeUnit.MINUTES).until(() -> {
            zoom.clock().advance(Duration.ofMinutes(5));
            return subscription.count(State.PENDING) == 0;
        });
        assertThat(subscription.count(State.GIVEN_UP)).isZero();
        assertEachCameOnce(way);
        List<Integer> answers = subscription.deliveries().stream().map(WebhookDelivery::attempts).flatMap(List::stream).map(
                DeliveryAttempt::status).toList();
        // Below zero: none in three seconds, as may be while this process and the other share a busy machine.
        assertThat(Set.copyOf(answers)).isSubsetOf(200, 503, -1);
        return new Answers(answers.stream().filter(status -> status == 503).count(), answers.stream().filter(
                status -> status < 0).count());
    }

    @Test
    void aBurstThatDoesNotFitIntoMemoryWaitsAtZoom() throws Exception {
        start("32m", 1_000, 40_000, 50);
        overTheSocket(0);
        peak();
        assertThat(byWebhook(Way.QUEUE).again()).isPositive();
        peak();
    }

    @Test
    @Tag("proof")
    void tenThousandEventsWaitAtZoomWhileTheRouteStandsStillAndIsSlow() throws Exception {
        // More than for a thousand: each route remembers ten thousand keys.
        start("64m", 10_000, 10_000, 1_000);
        Evidence evidence = new Evidence("slow-route", "A burst that does not fit into memory",
                """
                        10,000 events of 10,000 bytes each come in one burst, over a WebSocket and by webhook, into a JVM with a heap of
                        64 MB. The route holds the first event (webhooks: the first 20, on its 20 threads), and then takes a millisecond
                        for each. Every event must come once and whole, and over the WebSocket in order.

                        Over the WebSocket the route holds the first event until the consumer has sent four heartbeats, which takes longer
                        than the 45 s of silence after which a connection counts as dead. Of webhooks each hundredth event comes in three copies.""");
        int flushed = overTheSocket(4);
        evidence.row("Delivered, each once, in order", count).row("Had left the simulated Zoom while the route held the first",
                flushed).row("Connections", 1).row("Heartbeats while the route held the first", 4).row(
                        "Peak heap, MB (sum of the peaks of its parts)", megabytes(peak()))
                .table("WebSocket");
        for (Way way : List.of(Way.ROUTE, Way.QUEUE)) {
            Answers answers = byWebhook(way);
            evidence.row("Delivered, each once", count).row("Answers 503, to come again", answers.again()).row(
                    "Deliveries without an answer in 3 s", answers.none()).row("Events given up by Zoom", 0)
                    .row("Peak heap, MB (sum of the peaks of its parts)", megabytes(peak())).table(
                            "Webhook, ack=AFTER_" + (way == Way.ROUTE ? "ROUTE" : "ENQUEUE with a queue of 1,000"));
            assertThat(answers.again()).isPositive();
        }
        evidence.write();
    }

    private static String megabytes(long bytes) {
        return Evidence.number((double) bytes / MEGABYTE);
    }
}
