package io.github.camelzoom.consumer.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server listens while routes start and stop. Zoom repeats what is answered 503, and never what is answered 404. */
class WebhookStartTest {

    private final CamelContext context = new DefaultCamelContext();
    private final CountDownLatch starting = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private WebhookSender zoom;

    @BeforeEach
    void make() throws Exception {
        zoom = WebhookSender.start(context);
        context.addComponent("zoom", new ZoomComponent(context));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        context.stop();
    }

    private int status(long time) throws Exception {
        return zoom.send("/zoom/events", SECRET, event("e", time, "1")).statusCode();
    }

    /** Takes its time to start, as one that connects to a broker. */
    private Endpoint slow() {
        return new DefaultEndpoint("slow:start", null) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                return new DefaultConsumer(this, processor) {
                    @Override
                    protected void doStart() throws Exception {
                        starting.countDown();
                        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                };
            }

            @Override
            public CamelContext getCamelContext() {
                return context;
            }
        };
    }

    @Test
    void whileOtherRoutesStartZoomIsToldToComeAgain() throws Exception {
        Endpoint slow = slow();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(slow).startupOrder(1).to("mock:slow");
                from("zoom:events?secretToken=" + SECRET).routeId("events").startupOrder(2).to("mock:events");
            }
        });
        CompletableFuture<Void> started = CompletableFuture.runAsync(context::start);
        assertThat(starting.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(status(1)).isEqualTo(503);
        gate.countDown();
        started.get(30, TimeUnit.SECONDS);
        assertThat(status(1)).isEqualTo(200);
    }

    private void routeThatIsNotStarted() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?secretToken=" + SECRET).routeId("events").autoStartup(false).to("mock:events");
            }
        });
        context.start();
        assertThat(status(1)).isEqualTo(503);
    }

    @Test
    void aRouteThatIsStartedLaterAsksForPatienceToo() throws Exception {
        routeThatIsNotStarted();
        context.getRouteController().startRoute("events");
        assertThat(status(1)).isEqualTo(200);
    }

    @Test
    void thePathOfARouteThatNeverStartedGoesWithIt() throws Exception {
        routeThatIsNotStarted();
        context.removeRoute("events");
        assertThat(status(1)).isEqualTo(404);
    }

    @Test
    void whileTheContextStopsZoomIsToldToComeAgain() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?ack=AFTER_ENQUEUE&secretToken=" + SECRET).routeId("events").process(exchange -> {
                    starting.countDown();
                    assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                });
            }
        });
        context.start();
        assertThat(status(1)).isEqualTo(200);
        assertThat(starting.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
        await().until(context::isStopping);
        await().until(() -> status(2) == 503);
        gate.countDown();
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void thePathIsTheOneGivenWhateverTheContextPathOfRestIs() throws Exception {
        context.getRestConfiguration().setContextPath("/api");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?secretToken=" + SECRET).to("mock:events");
            }
        });
        context.start();
        assertThat(status(1)).isEqualTo(200);
    }
}
