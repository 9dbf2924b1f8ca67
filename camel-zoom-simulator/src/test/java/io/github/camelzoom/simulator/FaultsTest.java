package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FaultsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String MEETINGS = "/v2/users/alice@example.com/meetings";

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        app = zoom.defaultAccount().serverToServerApp();
        client = Client.authorized(zoom);
        zoom.journal().clear();
    }

    @Test
    void aStatusHappensOnceUnlessToldOtherwise() {
        FaultRule rule = zoom.faults().onApi("GET", "/users").status(503);
        assertThat(client.get("/v2/users").status()).isEqualTo(503);
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        assertThat(rule.hits()).isEqualTo(1);

        zoom.faults().onToken().status(500).times(2);
        assertThat(client.accountToken(app).status()).isEqualTo(500);
        assertThat(client.accountToken(app).status()).isEqualTo(500);
        assertThat(client.accountToken(app).status()).isEqualTo(200);
        assertThat(zoom.journal().tokenRequests()).extracting(TokenRequest::outcome).containsExactly("fault", "fault",
                "granted");
        assertThat(zoom.journal().tokenRequests()).extracting(TokenRequest::clientId).containsOnly(app.clientId());
    }

    @Test
    void oneAppsTroubleIsNotAnothers() {
        SimulatedApp other = zoom.accounts().add("other").addServerToServerApp();
        zoom.faults().onToken(other).status(500).always();
        assertThat(client.accountToken(other).status()).isEqualTo(500);
        assertThat(client.accountToken(app).status()).isEqualTo(200);
    }

    @Test
    void whatAFaultStoppedIsStillNamedInTheJournal() {
        zoom.faults().onApi().status(500);
        client.get("/v2/users");
        assertThat(zoom.journal().apiRequests("users/list")).hasSize(1);
    }

    @Test
    void anAnswerCanBreakInTheMiddle() {
        FaultRule rule = zoom.faults().onApi("GET", "/users").resetBodyAfter(40).always();
        assertThatThrownBy(() -> client.get("/v2/users")).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(zoom.journal().apiRequests("users/list").get(0).status()).isEqualTo(200);
    }

    @Test
    void theSameSeedBreaksTheSameRequests() {
        String first = brokenOnes(zoom);
        try (ZoomSimulator other = ZoomSimulator.start()) {
            assertThat(brokenOnes(other)).isEqualTo(first).contains("5").contains("2");
        }
    }

    private static String brokenOnes(ZoomSimulator zoom) {
        zoom.reset();
        Client client = Client.authorized(zoom);
        zoom.faults().onApi().status(503).probability(0.3);
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            statuses.append(client.get("/v2/users").status() / 100);
        }
        return statuses.toString();
    }

    @Test
    void latencyIsDrawnBetweenItsBounds() {
        zoom.settings().latency(Duration.ofMillis(100)).latencyJitter(Duration.ofMillis(200));
        for (int i = 0; i < 50; i++) {
            Duration one = zoom.latency();
            assertThat(one).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
        }
    }

    @Test
    void patternsAndMethodsNarrow() {
        zoom.faults().onApi("POST", "/users/{userId}/meetings").status(502).always();
        assertThat(client.get(MEETINGS).status()).isEqualTo(200);
        assertThat(client.call("POST", MEETINGS, "{}").status()).isEqualTo(502);
        zoom.faults().clear();
        assertThat(client.call("POST", MEETINGS, "{}").status()).isEqualTo(201);

        zoom.faults().onApi("*", "/v2/users/**").status(500).after(1);
        assertThat(client.get(MEETINGS).status()).isEqualTo(200);
        assertThat(client.get(MEETINGS).status()).isEqualTo(500);
    }

    @Test
    void ownBodyAndHeaders() {
        zoom.faults().onApi().status(418, "{\"a\":1}", Map.of("Retry-After", "7"));
        Client.Reply reply = client.get("/v2/users");
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        assertThat(reply.json().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void delaysAddUpAndLeaveTheAnswerAlone() {
        zoom.faults().onApi().delay(Duration.ofMillis(60));
        zoom.faults().onAny().delay(Duration.ofMillis(60));
        long start = zoom.clock().monotonicNanos();
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(zoom.clock().monotonicNanos() - start)).isGreaterThan(Duration.ofMillis(115));
    }

    @Test
    void heldAnswersWaitForTheTest() {
        Hold hold = zoom.faults().onToken().hold();
        hold.rule().times(2);
        String form = "grant_type=account_credentials&account_id=" + app.accountId();
        String basic = Client.basic(app.clientId(), app.clientSecret());
        CompletableFuture<Client.Reply> first = client.sendAsync(client.form("/oauth/token", basic, form));
        CompletableFuture<Client.Reply> second = client.sendAsync(client.form("/oauth/token", basic, form));

        await().until(() -> hold.arrived() == 2);
        assertThat(first).isNotDone();
        assertThat(zoom.issuedTokens()).isEqualTo(3);
        hold.release();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void aResetComesBeforeTheWork() {
        zoom.faults().onApi("POST", "/users/*/meetings").resetConnection().always();
        assertThatThrownBy(() -> client.call("POST", MEETINGS, "{}")).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(client.get(MEETINGS).json().path("meetings")).isEmpty();
    }

    @Test
    void aLostAnswerComesAfterTheWork() {
        zoom.faults().onApi("POST", "/users/*/meetings").loseAnswer();
        assertThatThrownBy(() -> client.call("POST", MEETINGS, "{}")).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(client.get(MEETINGS).json().path("meetings")).hasSize(1);
        assertThat(zoom.journal().apiRequests("users/meetings/create").get(0).status()).isZero();
    }

    @Test
    void aFailureAfterTheWork() {
        zoom.faults().onApi("POST", "/users/*/meetings").statusAfterProcessing(500);
        assertThat(client.call("POST", MEETINGS, "{}").status()).isEqualTo(500);
        assertThat(client.get(MEETINGS).json().path("meetings")).hasSize(1);
    }

    @Test
    void aTruncatedBody() {
        zoom.faults().onApi().truncateBodyAfter(10);
        assertThatThrownBy(() -> client.get("/v2/users")).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
    }

    @Test
    void anExpiredTokenStaysExpired() {
        zoom.faults().onApi().expiredToken();
        assertThat(client.get("/v2/users").json().path("message").asText()).isEqualTo("Access token is expired.");
        assertThat(client.get("/v2/users").status()).isEqualTo(401);
        assertThat(Client.authorized(zoom).get("/v2/users").status()).isEqualTo(200);
    }

    @Test
    void successThatIsNone() {
        zoom.faults().onApi().html200();
        zoom.faults().onApi().hiddenFailure();
        assertThat(client.get("/v2/users").header("Content-Type")).startsWith("text/html");
        Client.Reply hidden = client.get("/v2/users");
        assertThat(hidden.status()).isEqualTo(200);
        assertThat(hidden.json().path("code").asInt()).isEqualTo(200);
    }

    @Test
    void rateLimitAnswersOnDemand() {
        zoom.faults().onApi().rateLimitedPerSecond();
        zoom.faults().onApi().rateLimitedDaily(Instant.parse("2026-06-01T00:00:00Z"));
        zoom.faults().onApi().rateLimitedDailyWithoutHeaders();
        zoom.faults().onApi().rateLimitedRetryAfter("60");
        assertThat(client.get("/v2/users").header("X-RateLimit-Type")).isEqualTo("QPS");
        assertThat(client.get("/v2/users").header("Retry-After")).isEqualTo("2026-06-01T00:00:00Z");
        Client.Reply bare = client.get("/v2/users");
        assertThat(bare.header("X-RateLimit-Type")).isNull();
        assertThat(bare.json().path("message").asText()).contains("daily");
        assertThat(client.get("/v2/users").header("Retry-After")).isEqualTo("60");
    }

    @Test
    void redirects() {
        zoom.faults().onApi().redirect(307, "https://elsewhere.example.com/x");
        zoom.faults().onApi().redirect(302, (String target) -> zoom.origin() + "/moved" + target);
        assertThat(client.get("/v2/users").header("Location")).isEqualTo("https://elsewhere.example.com/x");
        Client.Reply moved = client.get("/v2/users?a=b");
        assertThat(moved.status()).isEqualTo(302);
        assertThat(moved.header("Location")).isEqualTo(zoom.origin() + "/moved/v2/users?a=b");
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        assertThat(pattern()).isEqualTo(pattern()).contains("5").contains("2");
    }

    private static String pattern() {
        try (ZoomSimulator own = ZoomSimulator.builder().seed(42).start()) {
            Client client = Client.authorized(own);
            own.faults().onApi().status(500).probability(0.5);
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                seen.append(client.get("/v2/users").status() / 100);
            }
            return seen.toString();
        }
    }
}
