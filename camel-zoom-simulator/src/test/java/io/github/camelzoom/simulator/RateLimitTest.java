package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

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
