package io.github.camelzoom.consumer.webhook;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.consumer.EventAccess;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static io.github.camelzoom.consumer.webhook.WebhookSender.now;
import static io.github.camelzoom.consumer.webhook.WebhookSender.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is let in, what is answered, and what the route sees of it, over a real server. */
class WebhookConsumerTest extends CamelTestSupport {

    private static final String PATH = "/zoom/events";

    private WebhookSender zoom;
    private ZoomComponent component;
    private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        zoom = WebhookSender.start(context);
        component = new ZoomComponent(context);
        context.addComponent("zoom", component);
        return context;
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    if (trouble.get() != null) {
                        throw trouble.get();
                    }
                }).to("mock:events");
            }
        });
    }

    private void route() throws Exception {
        route("zoom:events?secretToken=" + SECRET);
    }

    private MockEndpoint events() {
        return getMockEndpoint("mock:events");
    }

    /** Answers tell neither what went wrong inside nor what was sent. */
    private static void assertBare(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-zm")
                || name.toLowerCase(Locale.ROOT).startsWith("camel") || name.equalsIgnoreCase("x-mine"));
    }

    private void assertRefused(WebhookSender.Post post, int status) throws Exception {
        assertBare(post.send(), status);
        assertThat(events().getReceivedCounter()).isZero();
    }

    @Test
    void aGenuineEventReachesTheRouteToTheByteAndWithNothingOfTheRequest() throws Exception {
        route();
        String body = event("meeting.started", 1_720_705_455_858L, "98765432101");
        HttpResponse<String> answer = zoom.post(PATH, body).signed(SECRET).header("x-mine", "1")
                .header("Authorization", "Basic x")
                .header("x-zm-request-id", "r1").header("CamelFileName", "evil").send();
        assertBare(answer, 200);
        events().expectedMessageCount(1);
        events().assertIsSatisfied();
        Message message = events().getExchanges().get(0).getMessage();
        assertThat(message.getBody(byte[].class)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(message.getHeaders()).containsEntry("CamelZoomEvent", "meeting.started")
                .containsEntry("CamelZoomEventTimestamp", 1_720_705_455_858L).containsEntry("CamelZoomAccountId", "A1")
                .containsEntry("CamelZoomObjectId", "98765432101").containsEntry("CamelZoomObjectUuid", "u98765432101==")
                .containsEntry("CamelZoomEventTransport", "WEBHOOK").containsEntry("Content-Type", "application/json")
                .containsKey("CamelZoomEventKey").hasSize(8);
    }

    @Test
    void signaturesThatAreNotRightAreRefused() throws Exception {
        route();
        String body = event("meeting.started", 1, "1");
        String time = now();
        String good = signature(SECRET, time, body);
        for (String bad : List.of("", good.toUpperCase(Locale.ROOT), "v0=" + good.substring(3).toUpperCase(Locale.ROOT),
                good.substring(0, 66), good.substring(3), good + "0", signature("other", time, body), "v0=" + "0".repeat(64),
                good + "," + good)) {
            assertRefused(zoom.post(PATH, body).header("x-zm-request-timestamp", time).header("x-zm-signature", bad), 401);
        }
        assertRefused(zoom.post(PATH, body), 401);
        assertRefused(zoom.post(PATH, body).header("x-zm-request-timestamp", time), 401);
        assertRefused(zoom.post(PATH, body).header("x-zm-signature", good), 401);
        assertRefused(zoom.post(PATH, body).signed(SECRET).header("x-zm-signature", good), 401);
        assertRefused(zoom.post(PATH, body).signed(SECRET).header("x-zm-signature", "v0=" + "0".repeat(64)), 401);
        assertRefused(zoom.post(PATH, body).signed(SECRET).header("x-zm-request-timestamp", time), 401);
        assertRefused(zoom.post(PATH, body.replace("\"event_ts\":", "\"event_ts\": ")).header("x-zm-request-timestamp", time)
                .header("x-zm-signature", good), 401);
        assertRefused(zoom.post(PATH, body.replace("é", "\\u00e9")).header("x-zm-request-timestamp", time)
                .header("x-zm-signature", good), 401);
    }

    @ParameterizedTest
    @CsvSource({ "-7000, 200", "-7300, 401", "200, 200", "400, 401" })
    void oldSignaturesAndThoseOfTheFutureAreRefused(long seconds, int status) throws Exception {
        route();
        String body = event("meeting.started", 1, "1");
        String time = Long.toString(Instant.now().getEpochSecond() + seconds);
        assertBare(zoom.post(PATH, body).header("x-zm-request-timestamp", time).header("x-zm-signature", signature(SECRET, time,
                body)).send(), status);
        assertThat(events().getReceivedCounter()).isEqualTo(status == 200 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/xml", "application/jsonx" })
    void whatIsNotJsonIsRefused(String type) throws Exception {
        route();
        assertRefused(zoom.post(PATH, event("e", 1, "1")).signed(SECRET).type(type), 415);
        assertRefused(zoom.post(PATH, event("e", 1, "1")).signed(SECRET).type(null), 415);
    }

    @Test
    void aFormWithTheSignatureInAFieldIsRefused() throws Exception {
        route();
        assertRefused(zoom.post(PATH, "x-zm-signature=v0%3D00&event=meeting.started").signed(SECRET)
                .type("application/x-www-form-urlencoded"), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS" })
    void onlyPostIsTaken(String method) throws Exception {
        route();
        HttpResponse<String> answer = zoom.post(PATH, event("e", 1, "1")).signed(SECRET).method(method).send();
        assertBare(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void aLongBodyIsRefused() throws Exception {
        route();
        String long10 = "{\"event\":\"e\",\"x\":\"" + "y".repeat(10_000_000) + "\"}";
        assertRefused(zoom.post(PATH, long10).signed(SECRET), 413);
        component.getEventSettings().setMaxBodySize(100);
        assertRefused(zoom.post(PATH, "{\"event\":\"e\",\"x\":\"" + "y".repeat(100) + "\"}").signed(SECRET), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"event\":\"\"}", "{\"event\":\"e\"} x", "\u0000" })
    void whatIsSignedButNoEventIsRefused(String body) throws Exception {
        route();
        assertRefused(zoom.post(PATH, body).signed(SECRET), 400);
    }

    @Test
    void theUrlIsValidatedForWhoeverSignsTheRequest() throws Exception {
        route();
        String body = "{\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},\"event_ts\":1654503849680,"
                + "\"event\":\"endpoint.url_validation\"}";
        HttpResponse<String> answer = zoom.send(PATH, SECRET, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).matches("\\{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":\"[0-9a-f]{64}\"}");
        assertRefused(zoom.post(PATH, body), 401);
        assertRefused(zoom.post(PATH, body).signed("other"), 401);
        assertRefused(zoom.post(PATH, body.replace("qgg8", "v0:1")).signed(SECRET), 400);
        assertRefused(zoom.post(PATH, body.replace("qgg8", "q".repeat(129))).signed(SECRET), 400);
        assertRefused(zoom.post(PATH, body.replace("plainToken", "token")).signed(SECRET), 400);
    }

    @Test
    void whenTheRouteFailsThenZoomSendsAgainAndTheEventIsDelivered() throws Exception {
        route();
        trouble.set(new IllegalStateException("the database is down"));
        String body = event("meeting.started", 1, "1");
        assertBare(zoom.send(PATH, SECRET, body), 503);
        trouble.set(null);
        events().expectedMessageCount(1);
        assertBare(zoom.send(PATH, SECRET, body), 200);
        assertBare(zoom.send(PATH, SECRET, body), 200);
        events().assertIsSatisfied();
    }

    @Test
    void unknownEventsPassAndUnwantedOnesAreAcknowledged() throws Exception {
        route("zoom:events?eventTypes=meeting.*,zoom.invented&secretToken=" + SECRET);
        events().expectedHeaderValuesReceivedInAnyOrder("CamelZoomEvent", "meeting.started", "zoom.invented");
        for (String name : List.of("meeting.started", "recording.completed", "zoom.invented")) {
            assertBare(zoom.send(PATH, SECRET, event(name, 1, "1")), 200);
        }
        events().assertIsSatisfied();
    }

    @Test
    void whileASecretIsReplacedBothAreGood() throws Exception {
        route("zoom:events?secretToken=new-one, " + SECRET);
        assertBare(zoom.send(PATH, SECRET, event("e", 1, "1")), 200);
        assertBare(zoom.send(PATH, "new-one", event("e", 2, "1")), 200);
        assertBare(zoom.send(PATH, "new-one, " + SECRET, event("e", 3, "1")), 401);
    }

    @Test
    void furtherCredentialsOfTheSubscriptionAreChecked() throws Exception {
        component.getEventSettings().setAccess(EventAccess.basic("zoom", Secret.of("pass word")));
        route();
        assertRefused(zoom.post(PATH, event("e", 1, "1")).signed(SECRET), 401);
        assertRefused(zoom.post(PATH, event("e", 1, "1")).signed(SECRET).header("Authorization", "Basic em9vbTpwYXNz"), 401);
        assertBare(zoom.post(PATH, event("e", 1, "1")).signed(SECRET).header("Authorization", "Basic em9vbTpwYXNzIHdvcmQ=")
                .send(), 200);
        component.getEventSettings().setAccess(EventAccess.header("x-gate", Secret.of("42")));
        assertBare(zoom.post(PATH, event("e", 2, "1")).signed(SECRET).header("x-gate", "42").send(), 200);
        component.getEventSettings().setAccess(EventAccess.bearer(Secret.of("abc")));
        assertBare(zoom.post(PATH, event("e", 3, "1")).signed(SECRET).header("Authorization", "Bearer abc").send(), 200);
        assertBare(zoom.post(PATH, event("e", 4, "1")).signed(SECRET).header("Authorization", "Bearer abd").send(), 401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "zoom:events|secretToken", "zoom:events?secretToken=|secretToken is empty",
            "zoom:events?secretToken=%20|secretToken is empty", "zoom:events?secretToken=a,|secretToken is empty",
            "zoom:events?secretToken=a&webhookPath=zoom|webhookPath=zoom is no plain path",
            "zoom:events?secretToken=a&eventTypes=a b|eventTypes", "zoom:events?secretToken=a&ack=NEVER|Valid values",
            "zoom:events?secretToken=a&httpServerComponent=log|httpServerComponent=log",
            "zoom:events?secretToken=a&secretTokn=b|secretTokn" })
    void aMistakeInTheUriIsToldAtTheStart(String uri, String message) {
        assertThatThrownBy(() -> route(uri)).hasStackTraceContaining(message);
    }

    @Test
    void nothingCanBeSentToEvents() {
        assertThatThrownBy(() -> template.sendBody("zoom:events?secretToken=a", "")).hasStackTraceContaining(
                "can only be consumed from");
    }
}
