package io.github.camelzoom.consumer.webhook;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code x-zm-request-id} adds to the deduplication, and that it takes no event away. */
class WebhookRequestIdTest extends CamelTestSupport {

    private static final String FIRST = event("recording.completed", 5, "1");
    /** The same, but for what nobody knew that Zoom would write anew. */
    private static final String REWRITTEN = FIRST.replace("\"id\"", "\"share_link\":\"https://zoom.us/2\",\"id\"");

    private final MemoryIdempotentRepository events = new MemoryIdempotentRepository();
    private final AtomicInteger failures = new AtomicInteger();
    private final Queue<Map<String, Object>> delivered = new ConcurrentLinkedQueue<>();
    private WebhookSender zoom;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        zoom = WebhookSender.start(context);
        ZoomComponent component = new ZoomComponent(context);
        context.addComponent("zoom", component);
        context.getRegistry().bind("events", events);
        return context;
    }

    private void route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?idempotentRepository=#events&secretToken=" + SECRET).routeId("route").process(exchange -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("failing");
                    }
                    delivered.add(Map.copyOf(exchange.getMessage().getHeaders()));
                });
            }
        });
    }

    private WebhookSender.Post post(String body, String... ids) {
        WebhookSender.Post post = zoom.post("/zoom/events", body).signed(SECRET);
        for (String id : ids) {
            post.header("x-zm-request-id", id);
        }
        return post;
    }

    private void assertTaken(String body, String... ids) throws Exception {
        assertThat(post(body, ids).send().statusCode()).isEqualTo(200);
    }

    @Test
    void aRepetitionThatZoomHasWrittenAnewIsKnown() throws Exception {
        route();
        assertTaken(FIRST, "r1");
        assertTaken(REWRITTEN, "r1");
        assertThat(delivered).hasSize(1);
        assertThat(delivered.peek()).doesNotContainKey("x-zm-request-id");
    }

    @Test
    void itIsKnownOverARestartAsWell() throws Exception {
        route();
        assertTaken(FIRST, "r1");
        context.getRouteController().stopRoute("route");
        assertThat(context.removeRoute("route")).isTrue();
        route();
        assertTaken(REWRITTEN, "r1");
        assertThat(delivered).hasSize(1);
    }

    @Test
    void whatFailedIsDeliveredWhenItComesAgain() throws Exception {
        failures.set(1);
        route();
        assertThat(post(FIRST, "r1").send().statusCode()).isEqualTo(503);
        assertTaken(REWRITTEN, "r1");
        assertThat(delivered).hasSize(1);
    }

    @Test
    void otherRequestsOfTheSameEventAreKnownByWhatTheySay() throws Exception {
        route();
        assertTaken(FIRST, "r1");
        assertTaken(FIRST, "r2");
        assertTaken(FIRST);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void anIdThatIsTheSameForAllCostsNoEvent() throws Exception {
        route();
        for (String body : new String[]{ FIRST, event("recording.completed", 6, "1"), event("recording.completed", 5, "2"),
                event("recording.started", 5, "1"), FIRST.replace("\"A1\"", "\"A2\"") }) {
            assertTaken(body, "constant");
        }
        String timeless = FIRST.replace("\"event_ts\":5,", "");
        assertTaken(timeless, "constant");
        assertTaken(timeless.replace("Café", "Bar"), "constant");
        assertThat(delivered).hasSize(7);
    }

    @Test
    void anIdThatIsNotClearPlaysNoPart() throws Exception {
        route();
        assertTaken(FIRST, " ");
        assertTaken(REWRITTEN, " ");
        assertTaken(event("e", 1, "1"), "r1", "r2");
        assertTaken(event("e", 1, "1").replace("Café", "Bar"), "r1", "r2");
        assertThat(delivered).hasSize(4);
        assertThat(events.getCacheSize()).isEqualTo(4);
    }

    @Test
    void whatIsRememberedFitsIntoTheTablesThatCamelMakesForIt() throws Exception {
        route();
        assertTaken(event("a".repeat(300), 5, "1"), "r".repeat(3000));
        assertThat(events.getCache().keySet()).hasSize(2).allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(100));
    }
}
