package io.github.camelzoom.consumer.webhook;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each event once, and none lost: repetitions, slow routes, queues, several routes, stops. */
class WebhookDeliveryTest extends CamelTestSupport {

    private static final String PATH = "/zoom/events";
    private static final String URI = "zoom:events?secretToken=" + SECRET;

    private WebhookSender zoom;
    private ZoomComponent component;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();
    private volatile boolean failing;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        zoom = WebhookSender.start(context);
        component = new ZoomComponent(context);
        context.addComponent("zoom", component);
        return context;
    }

    private void route(String id, String uri, boolean waits) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).process(exchange -> {
                    entered.incrementAndGet();
                    if (waits) {
                        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    if (failing) {
                        throw new IllegalStateException("failing");
                    }
                }).to("mock:" + id);
            }
        });
    }

    private int status(String secret, String body) throws Exception {
        return zoom.send(PATH, secret, body).statusCode();
    }

    private CompletableFuture<Integer> statusLater(String body) {
        return zoom.sendAsync(PATH, SECRET, body).thenApply(HttpResponse::statusCode);
    }

    private void entered(int count) {
        await().atMost(10, TimeUnit.SECONDS).until(() -> entered.get() >= count);
    }

    private MockEndpoint mock(String id) {
        return getMockEndpoint("mock:" + id);
    }

    @Test
    void whenTheRouteIsSlowThenZoomIsToldToComeAgainAndTheEventIsDeliveredOnce() throws Exception {
        component.getEventSettings().setAnswerTimeout(Duration.ofMillis(50));
        route("slow", URI, true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(503);
        assertThat(status(SECRET, event("e", 1, "1"))).as("while the first delivery runs").isEqualTo(503);
        component.getEventSettings().setAnswerTimeout(Duration.ofSeconds(20));
        CompletableFuture<Integer> third = statusLater(event("e", 1, "1"));
        gate.countDown();
        assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("slow").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void whenADeliveryFailsThenTheRepetitionThatWaitedForItIsDelivered() throws Exception {
        component.getEventSettings().setAnswerTimeout(Duration.ofSeconds(20));
        route("slow", URI, true);
        CompletableFuture<Integer> first = statusLater(event("e", 1, "1"));
        entered(1);
        CompletableFuture<Integer> second = statusLater(event("e", 1, "1"));
        failing = true;
        gate.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(503);
        failing = false;
        // It began with the end of the first one, perhaps still as a failure: then it is for the next repetition.
        if (second.get(20, TimeUnit.SECONDS) == 503) {
            assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        }
        assertThat(mock("slow").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void whileARouteIsStuckOthersAreSentAwayAtOnce() throws Exception {
        component.getEventSettings().setAnswerTimeout(Duration.ofMillis(50));
        component.getEventSettings().setRouteThreads(1);
        route("stuck", URI, true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(503);
        component.getEventSettings().setAnswerTimeout(Duration.ofHours(1));
        assertThat(status(SECRET, event("e", 2, "2"))).isEqualTo(503);
        gate.countDown();
        await().atMost(10, TimeUnit.SECONDS).until(() -> status(SECRET, event("e", 2, "2")) == 200);
        assertThat(mock("stuck").getReceivedCounter()).isEqualTo(2);
    }

    @Test
    void aBurstArrivesCompleteAndWithoutDuplicates() throws Exception {
        burst(1000, URI);
    }

    @Test
    void aBurstArrivesCompleteAlsoThroughTheQueue() throws Exception {
        component.getEventSettings().setQueueSize(50);
        burst(1000, URI + "&ack=AFTER_ENQUEUE");
    }

    private void burst(int count, String uri) throws Exception {
        Set<Object> keys = ConcurrentHashMap.newKeySet();
        AtomicInteger received = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    keys.add(exchange.getMessage().getHeader("CamelZoomObjectId"));
                    received.incrementAndGet();
                });
            }
        });
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(i);
        }
        // Zoom repeats what was answered 503, and what it takes for lost although it arrived.
        for (int round = 0; round < 20 && !open.isEmpty(); round++) {
            List<Integer> again = new ArrayList<>();
            for (int from = 0; from < open.size(); from += 64) {
                List<Integer> some = open.subList(from, Math.min(open.size(), from + 64));
                List<CompletableFuture<Integer>> answers = some.stream().map(i -> statusLater(event("e", 1, "" + i))).toList();
                for (int i = 0; i < some.size(); i++) {
                    int status = answers.get(i).get(30, TimeUnit.SECONDS);
                    assertThat(status).isIn(200, 503);
                    if (status != 200 || round == 0 && some.get(i) % 10 == 0) {
                        again.add(some.get(i));
                    }
                }
            }
            open = again;
        }
        assertThat(open).isEmpty();
        await().atMost(10, TimeUnit.SECONDS).until(() -> received.get() >= count);
        assertThat(keys).hasSize(count);
        assertThat(received).hasValue(count);
    }

    @Test
    void withAfterEnqueueTheAnswerDoesNotWaitAndAFullQueueSaysSo() throws Exception {
        component.getEventSettings().setRouteThreads(1);
        component.getEventSettings().setQueueSize(2);
        route("queue", URI + "&ack=AFTER_ENQUEUE", true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        entered(1);
        assertThat(status(SECRET, event("e", 2, "2"))).isEqualTo(200);
        assertThat(status(SECRET, event("e", 3, "3"))).isEqualTo(200);
        assertThat(status(SECRET, event("e", 4, "4"))).isEqualTo(503);
        gate.countDown();
        await().atMost(10, TimeUnit.SECONDS).until(() -> status(SECRET, event("e", 4, "4")) == 200);
        await().atMost(10, TimeUnit.SECONDS).until(() -> mock("queue").getReceivedCounter() == 4);
    }

    @Test
    void aRepetitionOfWhatIsInTheQueueIsAnsweredInTime() throws Exception {
        component.getEventSettings().setRouteThreads(1);
        route("queue", URI + "&ack=AFTER_ENQUEUE", true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        entered(1);
        component.getEventSettings().setAnswerTimeout(Duration.ofMillis(50));
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(503);
        component.getEventSettings().setAnswerTimeout(Duration.ofSeconds(20));
        CompletableFuture<Integer> third = statusLater(event("e", 1, "1"));
        gate.countDown();
        assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(mock("queue").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedIsFinishedBeforeTheRouteStops() throws Exception {
        component.getEventSettings().setRouteThreads(1);
        route("queue", URI + "&ack=AFTER_ENQUEUE", true);
        for (int i = 0; i < 20; i++) {
            assertThat(status(SECRET, event("e", i, "" + i))).isEqualTo(200);
        }
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("queue");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(10, TimeUnit.SECONDS).until(() -> status(SECRET, event("e", 99, "99")) == 503);
        gate.countDown();
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(mock("queue").getReceivedCounter()).isEqualTo(20);
    }

    @Test
    void whatWasInTheQueueWhenARouteWasStoppedByForceIsTakenWhenItComesAgain() throws Exception {
        component.getEventSettings().setRouteThreads(1);
        route("stuck", URI + "&ack=AFTER_ENQUEUE", true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        entered(1);
        assertThat(status(SECRET, event("e", 2, "2"))).isEqualTo(200);
        context.getRouteController().stopRoute("stuck", 50, TimeUnit.MILLISECONDS);
        context.getRouteController().startRoute("stuck");
        gate.countDown();
        await().atMost(10, TimeUnit.SECONDS).until(() -> status(SECRET, event("e", 2, "2")) == 200);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        await().atMost(10, TimeUnit.SECONDS).until(() -> mock("stuck").getReceivedCounter() == 2);
    }

    @Test
    void aRouteWhoseStopIsCalledOffTakesEventsAgain() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        route("busy", URI + "&ack=AFTER_ENQUEUE", true);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        entered(1);
        assertThat(context.getRouteController().stopRoute("busy", 50, TimeUnit.MILLISECONDS, true)).isFalse();
        gate.countDown();
        await().atMost(10, TimeUnit.SECONDS).until(() -> status(SECRET, event("e", 2, "2")) == 200);
    }

    @Test
    void severalRoutesShareAPathEachWithItsSecret() throws Exception {
        route("one", "zoom:events?secretToken=one", false);
        route("two", "zoom:events?secretToken=two", false);
        route("both", "zoom:events?secretToken=one,two&eventTypes=e", false);
        assertThat(status("one", event("e", 1, "1"))).isEqualTo(200);
        assertThat(status("two", event("f", 2, "2"))).isEqualTo(200);
        assertThat(status("three", event("e", 3, "3"))).isEqualTo(401);
        assertThat(mock("one").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("two").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("both").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void theLongestLimitOfAPathCounts() throws Exception {
        ZoomComponent small = new ZoomComponent(context);
        small.setEventSettings(new EventSettings());
        small.getEventSettings().setMaxBodySize(10);
        context.addComponent("small", small);
        route("one", "small:events?secretToken=one", false);
        route("two", "zoom:events?secretToken=two", false);
        assertThat(status("two", event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("two").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void anEventIsAcknowledgedWhenAllItsRoutesHaveIt() throws Exception {
        route("one", URI, false);
        route("two", URI + "&eventTypes=*", true);
        failing = true;
        gate.countDown();
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(503);
        failing = false;
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("one").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("two").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void twoRoutesOfTheSameUriBothGetTheEvent() throws Exception {
        route("one", URI, false);
        route("two", URI, false);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("one").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("two").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void routesThatShareARepositoryShareTheEvents() throws Exception {
        MemoryIdempotentRepository shared = new MemoryIdempotentRepository();
        context.getRegistry().bind("shared", shared);
        route("one", URI + "&idempotentRepository=#shared", false);
        route("two", URI + "&idempotentRepository=#shared&eventTypes=*", false);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("one").getReceivedCounter() + mock("two").getReceivedCounter()).isEqualTo(1);
        assertThat(shared.getCacheSize()).isEqualTo(1);
    }

    @Test
    void aRepositoryThatCannotBeUsedCostsNoEvent() throws Exception {
        IdempotentRepository broken = new MemoryIdempotentRepository() {
            @Override
            public boolean contains(String key) {
                throw new IllegalStateException("no database");
            }

            @Override
            public boolean add(String key) {
                throw new IllegalStateException("no database");
            }
        };
        context.getRegistry().bind("broken", broken);
        route("one", URI + "&idempotentRepository=#broken", false);
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        assertThat(mock("one").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aRouteThatIsStoppedOrSuspendedAsksZoomToComeAgain() throws Exception {
        route("one", URI, false);
        context.getRouteController().suspendRoute("one");
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(503);
        context.getRouteController().resumeRoute("one");
        assertThat(status(SECRET, event("e", 1, "1"))).isEqualTo(200);
        context.getRouteController().stopRoute("one");
        assertThat(status(SECRET, event("e", 2, "2"))).isEqualTo(503);
        context.getRouteController().startRoute("one");
        assertThat(status(SECRET, event("e", 2, "2"))).isEqualTo(200);
        assertThat(status(SECRET, event("e", 1, "1"))).as("remembered").isEqualTo(200);
        assertThat(mock("one").getReceivedCounter()).isEqualTo(2);
        context.getRouteController().stopRoute("one");
        assertThat(context.removeRoute("one")).isTrue();
        assertThat(status(SECRET, event("e", 3, "3"))).isEqualTo(404);
        route("one", URI, false);
        assertThat(status(SECRET, event("e", 3, "3"))).isEqualTo(200);
    }
}
