package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RateLimitTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        client = Client.authorized(zoom);
        zoom.clock().freezeAt(zoom.clock().instant());
        zoom.settings().rateLimits(RateLimitPlan.FREE);
    }

    @Test
    void perSecondInASlidingWindow() {
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        zoom.clock().advance(Duration.ofMillis(600));
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        Client.Reply refused = client.get("/v2/users");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("code").asInt()).isEqualTo(429);
        assertThat(refused.json().path("message").asText()).contains("maximum per-second rate limit");
        assertThat(refused.header("X-RateLimit-Category")).isEqualTo("Medium");
        assertThat(refused.header("X-RateLimit-Type")).isEqualTo("QPS");
        assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");

        zoom.clock().advance(Duration.ofMillis(400));
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        assertThat(client.get("/v2/users").status()).isEqualTo(429);
    }

    @Test
    void answersTellWhatIsLeft() {
        assertThat(client.get("/v2/users").header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(client.get("/v2/users?page_size=0").header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void whatCameIsCounted() {
        for (int i = 0; i < 5; i++) {
            client.get("/v2/users");
        }
        zoom.clock().advance(Duration.ofSeconds(2));
        client.get("/v2/users/alice@example.com");
        RateLimitUse medium = zoom.rateLimitStatistics().of(zoom.defaultAccount(), "medium").orElseThrow();
        assertThat(medium).isEqualTo(new RateLimitUse(zoom.defaultAccount().id(), "", "medium", 5, 3, 0, 2, 5));
        assertThat(zoom.rateLimitStatistics().requests()).isEqualTo(6);
        assertThat(zoom.rateLimitStatistics().refused()).isEqualTo(3);
        assertThat(zoom.rateLimitStatistics().peak("light")).isEqualTo(1);
    }

    @Test
    void limitsCanBeReplacedAndAccountsHavePlansOfTheirOwn() {
        zoom.settings().rateLimits(RateLimitPlan.OFF).rateLimit("medium", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/v2/users").status()).isEqualTo(200);
        }
        assertThat(client.get("/v2/users").status()).isEqualTo(429);
        assertThat(client.get("/v2/users/alice@example.com").header("X-RateLimit-Limit")).isNull();
        zoom.defaultAccount().rateLimits(RateLimitPlan.PRO);
        assertThat(client.get("/v2/users/alice@example.com").header("X-RateLimit-Limit")).isEqualTo("30");
    }

    @Test
    void phoneAndContactCenterHaveTheirOwnTables() {
        zoom.settings().rateLimits(RateLimitPlan.BUSINESS);
        assertThat(client.get("/v2/phone/call_logs").header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(client.get("/v2/phone/users").header("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(client.get("/v2/contact_center/queues").header("X-RateLimit-Limit")).isIn("20", "40");
        assertThat(zoom.rateLimitStatistics().uses()).extracting(RateLimitUse::family).contains("Phone", "Contact Center");
    }

    @Test
    void resourceIntensiveOnesAreCountedByTheMinute() {
        zoom.settings().rateLimits(RateLimitPlan.PRO);
        String day = zoom.clock().instant().toString().substring(0, 10);
        String path = "/v2/metrics/meetings?from=" + day + "&to=" + day;
        for (int i = 0; i < 10; i++) {
            assertThat(client.get(path).status()).isEqualTo(200);
            zoom.clock().advance(Duration.ofSeconds(5));
        }
        assertThat(client.get(path).status()).isEqualTo(429);
        zoom.clock().advance(Duration.ofSeconds(10));
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(zoom.rateLimitStatistics().peak("resource-intensive")).isEqualTo(10);
    }

    @Test
    void retryAfterComesInThreeForms() {
        zoom.clock().freezeAt(Instant.parse("2026-05-30T23:59:00Z"));
        client = Client.authorized(zoom);
        zoom.spendDailyPool(zoom.defaultAccount(), "users/list", 2000);
        zoom.settings().retryAfter(RetryAfterForm.SECONDS);
        assertThat(client.get("/v2/users").header("Retry-After")).isEqualTo("60");
        zoom.settings().retryAfter(RetryAfterForm.HTTP_DATE);
        assertThat(client.get("/v2/users").header("Retry-After")).isEqualTo("Sun, 31 May 2026 00:00:00 GMT");
        zoom.settings().retryAfter(RetryAfterForm.SECONDS).retryAfterPerSecond(true).rateLimit("light", 0);
        assertThat(client.get("/v2/users/alice@example.com").header("Retry-After")).isEqualTo("1");
    }

    @Test
    void oneDeletionOfAUserAtATime() throws Exception {
        Hold hold = zoom.faults().onApi("DELETE", "/users/{userId}").hold();
        var first = client.sendAsync(client.request("/v2/users/alice@example.com").DELETE().build());
        await().until(() -> hold.arrived() == 1);
        hold.rule().times(0);
        Client.Reply second = client.delete("/v2/users/alice@example.com");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.json().path("message").asText()).startsWith("Too many concurrent requests.");
        hold.release();
        assertThat(first.get().status()).isEqualTo(204);
        assertThat(client.delete("/v2/users/alice@example.com").status()).isEqualTo(404);
    }

    @Test
    void threeRegistrationsOfAPersonADay() {
        zoom.settings().rateLimits(RateLimitPlan.BUSINESS);
        String id = zoom.defaultAccount().addMeeting(zoom.defaultAccount().users().get(1), "m").get("id").asText();
        String body = "{\"email\":\"a@example.org\",\"first_name\":\"A\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(client.call("POST", "/v2/meetings/" + id + "/registrants", body).status()).isEqualTo(201);
        }
        assertThat(client.call("POST", "/v2/meetings/" + id + "/registrants", body).status()).isEqualTo(429);
    }

    @Test
    void headersCanBeLeftOut() {
        zoom.settings().rateLimitHeaders(false);
        client.get("/v2/users");
        client.get("/v2/users");
        Client.Reply refused = client.get("/v2/users");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Type")).isNull();
    }

    @Test
    void labelsAndAccountsAreCountedApart() {
        client.get("/v2/users");
        client.get("/v2/users");
        assertThat(client.get("/v2/users/alice@example.com").status()).isEqualTo(200);

        SimulatedApp other = zoom.accounts().add("other").addServerToServerApp();
        client.bearer(client.accountToken(other).json().path("access_token").asText());
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
    }

    @Test
    void appsOfOneAccountShare() {
        client.get("/v2/users");
        client.get("/v2/users");
        SimulatedApp second = zoom.defaultAccount().addServerToServerApp();
        client.bearer(client.accountToken(second).json().path("access_token").asText());
        assertThat(client.get("/v2/users").status()).isEqualTo(429);
    }

    @Test
    void dailyPoolsSayWhenTheyRefillInIsoTime() {
        zoom.clock().freezeAt(Instant.parse("2026-05-30T23:59:00Z"));
        client = Client.authorized(zoom);
        zoom.spendDailyPool(zoom.defaultAccount(), "users/list", 1999);
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        Client.Reply refused = client.get("/v2/users");

        assertThat(refused.json().path("message").asText()).contains("maximum daily rate limit");
        assertThat(refused.header("X-RateLimit-Type")).isEqualTo("Daily-limit");
        assertThat(refused.header("Retry-After")).isEqualTo("2026-05-31T00:00:00Z");

        zoom.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
    }

    @Test
    void heavyAndResourceIntensiveShareAPoolOnPaidPlans() {
        zoom.settings().rateLimits(RateLimitPlan.PRO);
        zoom.spendDailyPool(zoom.defaultAccount(), "metrics/meetings/list", 30000);
        assertThat(client.get("/v2/report/users?from=2026-01-01&to=2026-01-02").status()).isEqualTo(429);
    }

    @Test
    void hundredMeetingWritesPerHostAndDay() {
        zoom.settings().rateLimits(RateLimitPlan.BUSINESS);
        for (int i = 0; i < 100; i++) {
            zoom.clock().advance(Duration.ofMillis(100));
            assertThat(client.call("POST", "/v2/users/alice@example.com/meetings", "{}").status()).isEqualTo(201);
        }
        Client.Reply refused = client.call("POST", "/v2/users/alice@example.com/meetings", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("message").asText()).contains("(100) of Meeting Create/Update");
        assertThat(refused.header("Retry-After")).isNull();
        assertThat(client.call("POST", "/v2/users/bob+test@example.com/meetings", "{}").status()).isEqualTo(201);
    }
}
