package io.github.camelzoom.consumer.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code webhook:zoom:events}, for those who have camel-webhook. */
class CamelWebhookTest extends CamelTestSupport {

    private WebhookSender zoom;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        zoom = WebhookSender.start(context);
        context.addComponent("zoom", new ZoomComponent(context));
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:zoom:events?webhookComponentName=platform-http&webhookBasePath=/&webhookPath=in"
                        + "&eventTypes=meeting.*&secretToken=" + SECRET).routeId("in").choice()
                        .when(header("CamelZoomObjectId").isEqualTo("bad")).throwException(new IllegalStateException("detail"))
                        .otherwise().to("mock:events");
            }
        };
    }

    @Test
    void itIsTheSameAsWithoutCamelWebhook() throws Exception {
        String body = event("meeting.started", 5, "7");
        assertThat(zoom.send("/in", SECRET, body).statusCode()).isEqualTo(200);
        assertThat(zoom.send("/in", SECRET, body).statusCode()).isEqualTo(200);
        assertThat(zoom.send("/in", SECRET, event("recording.completed", 5, "7")).statusCode()).isEqualTo(200);
        assertThat(zoom.send("/in", "other", body).statusCode()).isEqualTo(401);
        assertThat(zoom.post("/in", body).signed(SECRET).type("text/plain").send().statusCode()).isEqualTo(415);
        assertThat(zoom.send("/in", SECRET, event("meeting.started", 5, "bad")).statusCode()).isEqualTo(503);
        MockEndpoint events = getMockEndpoint("mock:events");
        assertThat(events.getExchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
            assertThat(exchange.getMessage().getHeaders()).hasSize(8).containsEntry("CamelZoomEventTransport", "WEBHOOK");
        });
        context.getRouteController().stopRoute("in");
        context.getRouteController().startRoute("in");
        assertThat(zoom.send("/in", SECRET, body).statusCode()).isEqualTo(200);
        assertThat(events.getReceivedCounter()).as("remembered").isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedIsFinishedBeforeTheContextHasStopped() throws Exception {
        context.getExecutorServiceManager().setShutdownAwaitTermination(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:zoom:events?webhookComponentName=platform-http&webhookBasePath=/&webhookPath=queue"
                        + "&ack=AFTER_ENQUEUE&secretToken=" + SECRET).process(exchange -> {
                            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                            done.incrementAndGet();
                        });
            }
        });
        for (int i = 0; i < 50; i++) {
            assertThat(zoom.send("/queue", SECRET, event("e", i, "1")).statusCode()).isEqualTo(200);
        }
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
        // Camel waits for those that a thread has; the others are in the queue.
        await().atMost(10, TimeUnit.SECONDS).until(() -> zoom.send("/queue", SECRET, event("e", 99, "1")).statusCode() != 200);
        gate.countDown();
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(done).hasValue(50);
    }

    @Test
    void aRouteThatWasStoppedByForceTakesEventsWhenItIsStartedAgain() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        CountDownLatch gate = new CountDownLatch(1);
        Queue<Object> done = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:zoom:events?webhookComponentName=platform-http&webhookBasePath=/&webhookPath=stuck"
                        + "&ack=AFTER_ENQUEUE&secretToken=" + SECRET).routeId("stuck").process(exchange -> {
                            gate.await(30, TimeUnit.SECONDS);
                            done.add(exchange.getMessage().getHeader("CamelZoomEventTimestamp"));
                        });
            }
        });
        assertThat(zoom.send("/stuck", SECRET, event("e", 1, "1")).statusCode()).isEqualTo(200);
        context.getRouteController().stopRoute("stuck", 50, TimeUnit.MILLISECONDS);
        context.getRouteController().startRoute("stuck");
        gate.countDown();
        await().atMost(10, TimeUnit.SECONDS).until(() -> zoom.send("/stuck", SECRET, event("e", 2, "2")).statusCode() == 200);
        await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(done).contains(2L));
    }
}
