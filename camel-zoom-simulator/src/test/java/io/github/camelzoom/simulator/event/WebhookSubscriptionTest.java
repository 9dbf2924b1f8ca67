package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WebhookSubscriptionTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private Receiver receiver;
    private WebhookSubscription hook;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        zoom.clock().freezeAt(NOW);
        app = zoom.defaultAccount().generalApp();
        receiver = new Receiver(app.secretToken());
        hook = zoom.events().webhook(app, receiver.url());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private SimulatedEvent event(int number) {
        return EventSamples.of("recording.completed", app.accountId(), number, NOW);
    }

    private void settled(WebhookDelivery delivery, int tries) {
        await().until(() -> delivery.attempts().size() == tries);
    }

    @Test
    void thePublishedVectorsHold() {
        assertThat(Signatures.of("4fv1RkqGQUq5sWbEz6hA5A", "1720705455",
                "{\"payload\":{\"plainToken\":\"xys8n8PGS7mAU0m5-YJjRA\"},\"event_ts\":1720705455858,\"event\":\"endpoint.url_validation\"}"
                        .getBytes(UTF_8)))
                .isEqualTo("v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6");
        assertThat(Signatures.encrypted("UB_rdTwhTruoYCMr6x6-MQ", "qgg8vlvZRS6UYooatFL8Aw"))
                .isEqualTo("439d1ed256e8d5513d2acd195e0adc64bbbfeb6b795b9d1880534610b58c674c");
        assertThat(Signatures.of("camel-zoom-test-secret", "1700000000",
                "{\"event\":\"meeting.started\",\"event_ts\":1700000000000,\"payload\":{\"account_id\":\"A1\",\"object\":{\"id\":\"123\",\"topic\":\"Café ☕\"}}}"
                        .getBytes(UTF_8)))
                .isEqualTo("v0=c1b1d521c4f6bf7d6c640b24c5fb347a5e14f87265245321251ecf328652bdbe");
    }

    @Test
    void anEventIsSignedAndCarriesZoomsHeaders() {
        WebhookDelivery delivery = hook.send(event(1));
        settled(delivery, 1);
        assertThat(delivery.state()).isEqualTo(State.DELIVERED);
        Receiver.Post post = receiver.posts.get(0);
        assertThat(post.body()).isEqualTo(event(1).json()).contains("Café ☕");
        String timestamp = post.header("x-zm-request-timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(post.header("x-zm-signature"))
                .isEqualTo(Signatures.of(app.secretToken(), timestamp, post.body().getBytes(UTF_8)));
        assertThat(post.header("x-zm-request-id")).isEqualTo(delivery.requestId());
        assertThat(post.header("clientid")).isEqualTo(app.clientId());
        assertThat(post.header("user-agent")).isEqualTo("Zoom Marketplace/1.0a");
        assertThat(post.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(post.header("x-zm-trackingid")).isNotBlank();
        assertThat(post.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aServersFailureIsTriedAgainAfterFiveTwentyAndSixtyMinutes() {
        receiver.status = 503;
        WebhookDelivery delivery = hook.send(event(1));
        settled(delivery, 1);
        zoom.clock().advance(Duration.ofMinutes(5).minusSeconds(1));
        zoom.clock().advance(Duration.ofSeconds(1));
        settled(delivery, 2);
        zoom.clock().advance(Duration.ofMinutes(20));
        settled(delivery, 3);
        assertThat(delivery.state()).isEqualTo(State.PENDING);
        zoom.clock().advance(Duration.ofMinutes(60));
        settled(delivery, 4);
        await().until(() -> delivery.state() == State.GIVEN_UP);
        assertThat(delivery.attempts()).extracting(a -> Duration.between(NOW, a.at()).toMinutes()).containsExactly(0L, 5L, 25L,
                85L);
        assertThat(receiver.posts).extracting(p -> p.header("x-zm-request-id")).containsOnly(delivery.requestId());
        assertThat(receiver.posts).extracting(p -> p.header("x-zm-request-timestamp")).hasSize(4)
                .containsOnly(Long.toString(NOW.getEpochSecond()));
    }

    @Test
    void aRetryMayCarryANewTimestampAndItsSignature() {
        hook.options(WebhookOptions.usual().sameTimestamp(false));
        receiver.status = 500;
        WebhookDelivery delivery = hook.send(event(1));
        settled(delivery, 1);
        receiver.status = 200;
        zoom.clock().advance(Duration.ofMinutes(5));
        settled(delivery, 2);
        Receiver.Post second = receiver.posts.get(1);
        String timestamp = Long.toString(NOW.plusSeconds(300).getEpochSecond());
        assertThat(second.header("x-zm-request-timestamp")).isEqualTo(timestamp);
        assertThat(second.header("x-zm-signature"))
                .isEqualTo(Signatures.of(app.secretToken(), timestamp, second.body().getBytes(UTF_8)));
        assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = { 302, 400, 401, 404 })
    void aRefusalLosesTheEvent(int status) {
        receiver.status = status;
        WebhookDelivery delivery = hook.send(event(1));
        await().until(() -> delivery.state() == State.GIVEN_UP);
        zoom.clock().advance(Duration.ofMinutes(90));
        assertThat(delivery.attempts()).hasSize(1);
    }

    @Test
    void noAnswerInTimeAndNobodyThereAreTriedAgain() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        receiver.before = () -> await(stuck);
        hook.options(WebhookOptions.usual().patience(Duration.ofMillis(200)));
        WebhookDelivery slow = hook.send(event(1));
        settled(slow, 1);
        assertThat(slow.attempts().get(0).status()).isEqualTo(-1);
        stuck.countDown();
        URI nowhere = receiver.url();
        receiver.close();
        WebhookDelivery refused = zoom.events().webhook(app, nowhere).send(event(2));
        settled(refused, 1);
        assertThat(refused.attempts().get(0).status()).isEqualTo(-2);
        assertThat(List.of(slow.state(), refused.state())).containsOnly(State.PENDING);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }

    @Test
    void doublesShareTheirRequestIdAndDisorderIsTheSameForTheSameSeed() {
        List<WebhookDelivery> doubles = hook.sendCopies(event(1), 3);
        assertThat(doubles).extracting(WebhookDelivery::requestId).hasSize(3).containsOnly(doubles.get(0).requestId());
        List<SimulatedEvent> events = IntStream.range(0, 20).mapToObj(this::event).toList();
        hook.options(WebhookOptions.usual().atOnce(1));
        List<SimulatedEvent> sent = hook.sendShuffled(events, 7).stream().map(WebhookDelivery::event).toList();
        assertThat(sent).isNotEqualTo(events).containsExactlyInAnyOrderElementsOf(events);
        assertThat(hook.sendShuffled(events, 7).stream().map(WebhookDelivery::event).toList()).isEqualTo(sent);
        await().until(() -> hook.count(State.DELIVERED) == 43);
        assertThat(receiver.posts.subList(3, 23)).extracting(Receiver.Post::body)
                .isEqualTo(sent.stream().map(SimulatedEvent::json).toList());
    }

    @Test
    void burstsAndStreamsArriveWhole() {
        hook.burst(300, this::event);
        List<WebhookDelivery> streamed = hook.stream(500, Duration.ofMillis(400), i -> event(1_000 + i)).join();
        assertThat(streamed).hasSize(200);
        await().until(() -> hook.count(State.DELIVERED) == 500);
        assertThat(receiver.posts).hasSize(500);
        assertThat(new HashSet<>(receiver.posts.stream().map(Receiver.Post::body).toList())).hasSize(500);
        assertThat(hook.slowestAnswer()).isPositive();
    }

    @Test
    void theUrlIsValidatedAndAgainAfterThreeDaysAndTheSixthFailureDisables() {
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.VALID);
        assertThat(receiver.posts.get(0).body()).contains("endpoint.url_validation").doesNotContain("account_id");
        hook.revalidates();
        receiver.status = 500;
        for (int failures = 1; failures <= 6; failures++) {
            int expected = failures;
            assertThat(hook.enabled()).isTrue();
            zoom.clock().advance(Duration.ofHours(72));
            await().until(() -> hook.failedValidations() == expected);
        }
        assertThat(hook.mails()).isEqualTo(2);
        assertThat(hook.enabled()).isFalse();
        int before = receiver.posts.size();
        assertThat(hook.send(event(1)).state()).isEqualTo(State.GIVEN_UP);
        zoom.clock().advance(Duration.ofHours(72));
        assertThat(receiver.posts).hasSize(before);
        receiver.status = 200;
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.VALID);
        assertThat(hook.enabled()).isTrue();
    }

    @Test
    void wrongAnswersToAValidationAreToldApart() {
        receiver.answer = body -> body.replace("\"encryptedToken\":\"", "\"encryptedToken\":\"0");
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.WRONG_ANSWER);
        receiver.answer = body -> "OK";
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.WRONG_ANSWER);
        receiver.status = 401;
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.WRONG_STATUS);
        receiver.close();
        assertThat(hook.validate().join()).isEqualTo(UrlCheck.NO_ANSWER);
    }

    @Test
    void furtherHeadersAreSent() {
        hook.options(WebhookOptions.usual().headers(Map.of("Authorization", "Basic eDp5")));
        settled(hook.send(event(1)), 1);
        assertThat(receiver.posts.get(0).header("authorization")).isEqualTo("Basic eDp5");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void withOAuthABearerOfTheReceiversOwnServerIsSent(boolean inBody) {
        try (Receiver authorizationServer = new Receiver("")) {
            authorizationServer.answer = body -> "{\"access_token\":\"t" + authorizationServer.posts.size()
                    + "\",\"expires_in\":3600}";
            hook.options(WebhookOptions.usual().oauth(new WebhookOAuth(authorizationServer.url(), "id", "secret", "zoom",
                    inBody)));
            assertThat(hook.validate().join()).isEqualTo(UrlCheck.VALID);
            settled(hook.send(event(1)), 1);
            zoom.clock().advance(Duration.ofHours(1));
            settled(hook.send(event(2)), 1);
            assertThat(receiver.posts).extracting(post -> post.header("authorization")).containsExactly("Bearer t1",
                    "Bearer t1",
                    "Bearer t2");
            assertThat(receiver.posts).allSatisfy(post -> assertThat(post.header("x-zm-signature")).isNotBlank());
            Receiver.Post asked = authorizationServer.posts.get(0);
            assertThat(asked.body()).startsWith("grant_type=client_credentials&scope=zoom");
            assertThat(asked.body().contains("client_secret=secret")).isEqualTo(inBody);
            assertThat(asked.header("authorization")).isEqualTo(inBody ? null : "Basic aWQ6c2VjcmV0");
        }
    }

    @Test
    void withoutATokenNothingIsPostedAndTheEventIsTriedAgain() {
        try (Receiver authorizationServer = new Receiver("")) {
            authorizationServer.answer = body -> "{\"access_token\":\"t\",\"expires_in\":3598}";
            hook.options(WebhookOptions.usual().oauth(new WebhookOAuth(authorizationServer.url(), "id", "secret", "", false)));
            WebhookDelivery delivery = hook.send(event(1));
            settled(delivery, 1);
            assertThat(delivery.attempts().get(0).status()).isEqualTo(-14);
            assertThat(receiver.posts).isEmpty();
            authorizationServer.answer = body -> "{\"access_token\":\"t\",\"expires_in\":3599}";
            zoom.clock().advance(Duration.ofMinutes(5));
            await().until(() -> delivery.state() == State.DELIVERED);
        }
    }

    @Test
    void onlyWhatIsWantedOfTheOwnAccountIsSent() {
        hook.only(java.util.Set.of("recording.completed"));
        zoom.events().emit(event(1));
        zoom.events().emit(EventSamples.of("meeting.started", app.accountId(), 1, NOW));
        zoom.events().emit(EventSamples.of("recording.completed", "other", 1, NOW));
        assertThat(hook.deliveries()).singleElement().satisfies(d -> assertThat(d.event()).isEqualTo(event(1)));
    }
}
