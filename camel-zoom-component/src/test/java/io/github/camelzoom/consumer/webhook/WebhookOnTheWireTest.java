package io.github.camelzoom.consumer.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.webhook.RawPost.Answer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static io.github.camelzoom.consumer.webhook.WebhookSender.now;
import static io.github.camelzoom.consumer.webhook.WebhookSender.signature;
import static org.assertj.core.api.Assertions.assertThat;

/** What Zoom may send and what an attacker may, to the byte, and the answer to each. */
class WebhookOnTheWireTest {

    private static final String PATH = "/zoom/events";
    private static final String FIRST_VECTORS_SECRET = "4fv1RkqGQUq5sWbEz6hA5A";
    private static final String SECOND_VECTORS_SECRET = "UB_rdTwhTruoYCMr6x6-MQ";
    private static final String EVENT = event("meeting.started", 1, "1");

    private static final CamelContext CONTEXT = new DefaultCamelContext();

    private static WebhookSender zoom;
    private static ZoomComponent component;

    /** One for all: most of what is sent never reaches it. */
    @BeforeAll
    static void start() throws Exception {
        zoom = WebhookSender.start(CONTEXT);
        component = new ZoomComponent(CONTEXT);
        CONTEXT.addComponent("zoom", component);
        CONTEXT.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?secretToken=" + SECRET + "," + FIRST_VECTORS_SECRET + "," + SECOND_VECTORS_SECRET)
                        .routeId("in")
                        .choice().when(header("CamelZoomEvent").isEqualTo("fails"))
                        .throwException(new IllegalStateException("detail")).otherwise().to("mock:events");
            }
        });
        CONTEXT.start();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @BeforeEach
    void forget() {
        events().reset();
    }

    private static RawPost post(String body) {
        return new RawPost(zoom.url(PATH)).json().body(body);
    }

    private static RawPost signed(RawPost post, String time, String signature) {
        return post.line("x-zm-request-timestamp: " + time).line("x-zm-signature: " + signature);
    }

    private static RawPost signed(RawPost post, String body) {
        String time = now();
        return signed(post, time, signature(SECRET, time, body));
    }

    /** Neither what went wrong inside nor what was sent. */
    private static void assertBare(Answer answer) {
        assertThat(answer.body()).isEmpty();
        assertTellsNothing(answer);
    }

    private static void assertTellsNothing(Answer answer) {
        assertThat(answer.head().lines().skip(1).map(line -> line.split(":")[0].toLowerCase(Locale.ROOT))).isSubsetOf(
                "cache-control", "x-content-type-options", "content-length", "content-type", "transfer-encoding", "connection",
                "date", "allow");
        assertThat(answer.all().toLowerCase(Locale.ROOT)).doesNotContain("exception", "\tat ", "camel", "detail", "jackson");
    }

    private static MockEndpoint events() {
        return CONTEXT.getEndpoint("mock:events", MockEndpoint.class);
    }

    private record Case(String name, int status, String body, UnaryOperator<RawPost> request) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case unsigned(String name, int status, UnaryOperator<RawPost> request) {
        return new Case(name, status, EVENT, request);
    }

    private static Case wrong(String name, UnaryOperator<String> bad) {
        String time = now();
        return unsigned(name, 401, post -> signed(post, time, bad.apply(signature(SECRET, time, EVENT))));
    }

    private static Case at(String name, String time) {
        return unsigned(name, 401, post -> signed(post, time, signature(SECRET, time, EVENT)));
    }

    private static Case genuine(String name, int status, String body) {
        return new Case(name, status, body, post -> signed(post, body));
    }

    private static String inSeconds(long seconds) {
        return Long.toString(Instant.now().getEpochSecond() + seconds);
    }

    static Stream<Arguments> refused() {
        String time = now();
        String good = signature(SECRET, time, EVENT);
        return Stream.of(
                unsigned("nothing is signed", 401, post -> post),
                unsigned("timestamp only", 401, post -> post.line("x-zm-request-timestamp: " + time)),
                unsigned("signature only", 401, post -> post.line("x-zm-signature: " + good)),
                unsigned("signature doubled", 401, post -> signed(post, time, good).line("x-zm-signature: " + good)),
                unsigned("another signature before", 401,
                        post -> signed(post.line("x-zm-signature: v0=" + "0".repeat(64)), time,
                                good)),
                unsigned("doubled in other letters", 401, post -> signed(post, time, good).line("X-ZM-SIGNATURE: " + good)),
                unsigned("timestamp doubled", 401, post -> signed(post, time, good).line("x-zm-request-timestamp: " + time)),
                wrong("two in one line", text -> text + "," + text), wrong("empty", text -> ""),
                wrong("upper case", text -> text.toUpperCase(Locale.ROOT)),
                wrong("digits in upper case", text -> "v0=" + text.substring(3).toUpperCase(Locale.ROOT)),
                wrong("truncated", text -> text.substring(0, text.length() - 1)),
                wrong("half", text -> text.substring(0, 35)), wrong("longer", text -> text + "0"),
                wrong("without version", text -> text.substring(3)), wrong("other version", text -> "v1=" + text.substring(3)),
                wrong("all zeros", text -> "v0=" + "0".repeat(64)), wrong("no hex", text -> "v0=" + "g".repeat(64)),
                wrong("in quotes", text -> '"' + text + '"'), wrong("beyond ASCII", text -> text.substring(0, 66) + "\u00e9"),
                wrong("of another secret", text -> signature("other", time, EVENT)),
                wrong("of another body", text -> signature(SECRET, time, EVENT + " ")),
                at("stale", inSeconds(-7300)), at("future", inSeconds(400)), at("long ago", "0"), at("negative", "-1"),
                at("in milliseconds", time + "000"), at("with a sign", "+" + time), at("with a fraction", time + ".5"),
                at("too large for a number", "9".repeat(40)), at("other digits", "\u00b2" + time.substring(1)),
                at("a date", "2026-01-01T00:00:00Z"),
                unsigned("changed white space", 401, post -> signed(post.body(EVENT.replace(":", ": ")), time, good)),
                unsigned("a line end more", 401, post -> signed(post.body(EVENT + "\n"), time, good)),
                unsigned("letters escaped on the way", 401, post -> signed(post.body(EVENT.replace("é", "\\u00e9")), time,
                        good)),
                unsigned("surrogates written out on the way", 401, post -> signed(post.body(EVENT.replace("\\ud83d\\ude00",
                        "\uD83D\uDE00")), time, good)),
                new Case("a form", 415, "a=b", post -> signed(post.line("content-type: x"), "a=b")),
                genuine("no JSON", 400, "{"), genuine("nothing", 400, ""), genuine("an array", 400, "[]"),
                genuine("two values", 400, EVENT + EVENT), genuine("nested without end", 400, "{\"event\":\"e\",\"a\":" + "["
                        .repeat(100_000)),
                genuine("an endless number", 400, "{\"event\":\"e\",\"a\":" + "9".repeat(100_000) + "}"),
                genuine("ten megabytes", 413, "{\"event\":\"e\",\"a\":\"" + "y".repeat(10_000_000) + "\"}"),
                new Case("ten megabytes of unknown length", 413, "{\"event\":\"e\",\"a\":\"" + "y".repeat(10_000_000) + "\"}",
                        RawPost::chunked))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void refused(Case request) throws Exception {
        Answer answer = request.request().apply(post(request.body())).send();
        assertThat(answer.status()).isEqualTo(request.status());
        assertBare(answer);
        assertThat(events().getReceivedCounter()).isZero();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsNoJsonIsRefused(String type) throws Exception {
        RawPost post = new RawPost(zoom.url(PATH)).body(EVENT);
        Answer answer = signed(type.isEmpty() ? post : post.line("Content-Type: " + type), EVENT).send();
        assertThat(answer.status()).isEqualTo(415);
        assertBare(answer);
        assertThat(events().getReceivedCounter()).isZero();
    }

    static Stream<String> types() {
        return Stream.of("", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "text/json",
                "application/jsonp", "application/cloudevents+json", "application/octet-stream");
    }

    static Stream<Arguments> taken() {
        return Stream.of(genuine("as Zoom sends", 200, EVENT),
                genuine("beyond ASCII, and surrogates both ways", 200, event("m", 2, "Zoë 😀 \\ud83d\\ude00 \\u00e9")),
                genuine("half a surrogate", 200, event("m", 3, "\\ud83d")),
                genuine("white space of its own", 200, " \r\n\t" + event("m", 4, "1").replace(":", " :\t") + "\n"),
                new Case("headers in other letters, with blanks around", 200, event("m", 5, "1"), post -> {
                    String time = now();
                    return post.line("X-ZM-Request-Timestamp:   " + time + "  ").line("X-Zm-Signature:\t" + signature(SECRET,
                            time, event("m", 5, "1")));
                }), new Case("in pieces", 200, event("m", 6, "1"), post -> signed(post.chunked(), event("m", 6, "1"))),
                genuine("four megabytes less a bit", 200, "{\"event\":\"e\",\"a\":\"" + "y".repeat(4_000_000) + "\"}"),
                genuine("the route fails", 503, event("fails", 1, "1"))).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void taken(Case request) throws Exception {
        Answer answer = request.request().apply(post(request.body())).send();
        assertThat(answer.status()).isEqualTo(request.status());
        assertBare(answer);
        assertThat(events().getReceivedCounter()).isEqualTo(request.status() == 200 ? 1 : 0);
        if (request.status() == 200) {
            assertThat(events().getExchanges().get(0).getMessage().getBody(byte[].class)).isEqualTo(request.body().getBytes(
                    StandardCharsets.UTF_8));
        }
    }

    @Test
    void bytesThatAreNoTextAreNoEvent() throws Exception {
        byte[] body = "{\"event\":\"e\",\"a\":\"??\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[body.length - 4] = (byte) 0xC3;
        body[body.length - 3] = (byte) 0x28;
        String time = now();
        String signed = signature(SECRET, time, body);
        Answer answer = signed(new RawPost(zoom.url(PATH)).json().body(body), time, signed).send();
        assertThat(answer.status()).isEqualTo(400);
        assertBare(answer);
        assertThat(events().getReceivedCounter()).isZero();
    }

    /** Published vectors are of the past: the window has to reach back that far. */
    @Test
    void thePublishedSignaturesAreGenuine() throws Exception {
        Duration usual = component.getEventSettings().getSignatureMaxAge();
        window(Duration.ofDays(36_500));
        String body = "{\"event\":\"meeting.started\",\"event_ts\":1700000000000,\"payload\":{\"account_id\":\"A1\",\"object\":"
                + "{\"id\":\"123\",\"topic\":\"Café ☕\"}}}";
        Answer event = signed(post(body), "1700000000",
                "v0=c1b1d521c4f6bf7d6c640b24c5fb347a5e14f87265245321251ecf328652bdbe").send();
        assertThat(event.status()).isEqualTo(200);
        assertThat(events().getReceivedCounter()).isEqualTo(1);
        Answer validation = signed(post("{\"payload\":{\"plainToken\":\"xys8n8PGS7mAU0m5-YJjRA\"},\"event_ts\":1720705455858,"
                + "\"event\":\"endpoint.url_validation\"}"), "1720705455",
                "v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6").send();
        assertThat(validation.status()).isEqualTo(200);
        assertTellsNothing(validation);
        assertThat(validation.body()).contains("\"plainToken\":\"xys8n8PGS7mAU0m5-YJjRA\"");
        window(usual);
        assertThat(events().getReceivedCounter()).isEqualTo(1);
    }

    private static void window(Duration age) throws Exception {
        component.getEventSettings().setSignatureMaxAge(age);
        CONTEXT.getRouteController().stopRoute("in");
        CONTEXT.getRouteController().startRoute("in");
    }

    @Test
    void theSamePublishedSignatureIsStaleNow() throws Exception {
        Answer answer = signed(post("{\"payload\":{\"plainToken\":\"xys8n8PGS7mAU0m5-YJjRA\"},\"event_ts\":1720705455858,"
                + "\"event\":\"endpoint.url_validation\"}"), "1720705455",
                "v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6").send();
        assertThat(answer.status()).isEqualTo(401);
        assertBare(answer);
    }

    @Test
    void thePublishedValidationIsAnswered() throws Exception {
        String body = "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},"
                + "\"event_ts\":1}";
        String time = now();
        Answer answer = signed(post(body), time, signature(SECOND_VECTORS_SECRET, time, body)).send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                + "\"439d1ed256e8d5513d2acd195e0adc64bbbfeb6b795b9d1880534610b58c674c\"}");
        assertTellsNothing(answer);
        for (String token : Arrays.asList("v0:1:x", "q".repeat(129), "")) {
            String asking = body.replace("qgg8vlvZRS6UYooatFL8Aw", token);
            Answer refused = signed(post(asking), time, signature(SECOND_VECTORS_SECRET, time, asking)).send();
            assertThat(refused.status()).as("signs nothing for an attacker: " + token).isEqualTo(400);
            assertBare(refused);
        }
        assertThat(events().getReceivedCounter()).isZero();
    }
}
