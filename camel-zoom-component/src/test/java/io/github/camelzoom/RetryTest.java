package io.github.camelzoom;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.FaultTarget;
import io.github.camelzoom.simulator.SimulatedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is repeated, how often, and what is not. */
class RetryTest extends ZoomTestSupport {

    private static final String READ = "zoom:users/list";
    private static final String WRITE = "zoom:users/meetings/create";
    private static final Map<String, Object> TOPIC = Map.of("topic", "Planning", "type", 2);

    @Test
    void aLimitPerSecondIsWaitedForWithAndWithoutHeaders() {
        api().rateLimitedPerSecond().times(2);
        ok(READ, null, Map.of());
        assertThat(calls()).hasSize(3);
        api().rateLimitedPerSecondWithoutHeaders();
        ok(WRITE, TOPIC, user());
        assertThat(calls()).as("a refused write was not carried out, so it is repeated").hasSize(5);
    }

    @Test
    void retryAfterInSecondsIsObeyed() {
        api().rateLimitedRetryAfter("1");
        ok(READ, null, Map.of());
        assertThat(gap()).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void retryAfterAsHttpDateIsObeyed() {
        Instant at = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        api().rateLimitedRetryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
        ok(READ, null, Map.of());
        assertThat(calls().get(1).arrivedAt()).isAfterOrEqualTo(at);
    }

    @Test
    void retryAfterAsIsoInstantIsObeyed() {
        Instant at = Instant.now().plusMillis(700);
        api().rateLimitedRetryAfter(at.toString());
        ok(READ, null, Map.of());
        assertThat(calls().get(1).arrivedAt()).isAfterOrEqualTo(at.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void aDailyLimitFailsAtOnceWithTheInstantOfItsEnd() {
        Instant reset = Instant.now().plus(5, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        api().rateLimitedDaily(reset);
        ZoomRateLimitException limited = failure(ZoomRateLimitException.class, READ, null, Map.of());
        assertThat(limited.getResetAt()).isEqualTo(reset);
        assertThat(limited.getBudget()).isEqualTo("Heavy per day");
        assertThat(limited.isRetryable()).isTrue();
        assertThat(limited.isOutcomeKnown()).isTrue();
        assertThat(limited.getHttpResponseCode()).isEqualTo(429);
        assertThat(limited).hasMessageContaining("users/list").hasMessageContaining(serverToServer().accountId());
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aDailyLimitWithoutHeadersEndsAtMidnight() {
        api().rateLimitedDailyWithoutHeaders();
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        assertThat(failure(ZoomRateLimitException.class, READ, null, Map.of()).getResetAt()).isEqualTo(midnight);
        api().rateLimitedPerUser();
        assertThat(failure(ZoomRateLimitException.class, WRITE, TOPIC, user()).getResetAt()).isEqualTo(midnight);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aWaitBeyondTheTimeoutFailsAtOnce() {
        api().rateLimitedPerSecond().always();
        failure(ZoomRateLimitException.class, READ + "?rateLimitTimeout=300", null, Map.of());
        assertThat(calls()).hasSizeBetween(2, 400);
        simulator().faults().clear();
        simulator().journal().clear();
        api().rateLimitedRetryAfter("60");
        ZoomRateLimitException limited = failure(ZoomRateLimitException.class, READ + "?rateLimitTimeout=5000", null, Map.of());
        assertThat(limited.getResetAt()).isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
        assertThat(limited.getHttpResponseCode()).isEqualTo(429);
        limited = failure(ZoomRateLimitException.class, READ + "?rateLimitTimeout=5000", null, Map.of());
        assertThat(limited.getBudget()).isEqualTo("Medium per second");
        assertThat(calls()).as("the second one was not sent").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 504 })
    void aServerErrorIsRepeatedForAReadAndNotForAWrite(int status) {
        api().status(status).times(2);
        ok(READ, null, Map.of());
        assertThat(calls()).hasSize(3);
        simulator().journal().clear();

        api().statusAfterProcessing(status);
        ZoomApiException failed = failure(ZoomApiException.class, WRITE, TOPIC, user());
        assertThat(failed.isOutcomeKnown()).isFalse();
        assertThat(failed.isRetryable()).isTrue();
        assertThat(failed.getHttpResponseCode()).isEqualTo(status);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aReadGivesUpAfterMaxRetriesAndTellsTheLastAnswer() {
        api().status(503).always();
        ZoomApiException failed = failure(ZoomApiException.class, READ + "?maxRetries=2", null, Map.of());
        assertThat(failed.getHttpResponseCode()).isEqualTo(503);
        assertThat(failed.isOutcomeKnown()).isTrue();
        assertThat(failed.getTrackingId()).isNotNull();
        assertThat(calls()).hasSize(3);
        failure(ZoomApiException.class, READ + "?maxRetries=0", null, Map.of());
        assertThat(calls()).hasSize(4);
    }

    @Test
    void aClientErrorIsNeverRepeated() {
        api().error(404, 1001, "User does not exist.");
        ZoomApiException failed = failure(ZoomApiException.class, READ, null, Map.of());
        assertThat(failed.getZoomCode()).isEqualTo(1001);
        assertThat(failed).hasMessageContaining("User does not exist.");
        assertThat(failed.isRetryable()).isFalse();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aResetConnectionIsRepeatedForAReadAndNotForAWrite() {
        api().resetConnection().times(2);
        ok(READ, null, Map.of());
        assertThat(calls()).hasSize(3);
        simulator().journal().clear();

        api().loseAnswer();
        ZoomTransportException lost = failure(ZoomTransportException.class, WRITE, TOPIC, user());
        assertThat(lost.isOutcomeKnown()).isFalse();
        assertThat(lost).hasMessageContaining("may have been carried out").hasMessageContaining("users/meetings/create");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aSilentServerEndsTheCallAfterTheResponseTimeout() {
        var hold = api().hold();
        ZoomTransportException silent = failure(ZoomTransportException.class, WRITE + "?responseTimeout=300", TOPIC, user());
        assertThat(silent.isOutcomeKnown()).isFalse();
        hold.release();
    }

    @Test
    void anExpiredTokenIsReplacedOnceAndTheCallRepeatedWithIt() {
        ok(READ, null, Map.of());
        api().expiredToken();
        ok(WRITE, TOPIC, user());
        List<ApiRequest> calls = calls();
        assertThat(calls).hasSize(3);
        assertThat(calls.get(2).authorization()).isNotEqualTo(calls.get(1).authorization());
        assertThat(calls.get(2).body()).isEqualTo(calls.get(1).body());
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void aTokenThatIsRejectedAgainEndsTheCall() {
        api().error(401, 124, "Invalid access token.").always();
        ZoomAuthException rejected = failure(ZoomAuthException.class, READ, null, Map.of());
        assertThat(rejected.getReason()).isEqualTo(ZoomAuthException.Reason.TOKEN_REJECTED);
        assertThat(calls()).hasSize(2);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void another401IsNoReasonForANewToken() {
        api().error(401, 1010, "User not found on this account.");
        assertThat(failure(ZoomAuthException.class, READ, null, Map.of()).getReason())
                .isEqualTo(ZoomAuthException.Reason.REFUSED);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aMissingScopeIsNamedAndNoReasonForANewToken() {
        SimulatedApp app = simulator().defaultAccount().addServerToServerApp("meeting:read:meeting:admin");
        ZoomScopeException missing = failure(ZoomScopeException.class, READ + "?oauthClientId=" + app.clientId()
                + "&oauthClientSecret=" + app.clientSecret(), null, Map.of());
        assertThat(missing.getMissingScopes()).contains("user:read:list_users:admin");
        assertThat(missing).hasMessageContaining("user:read:list_users:admin").hasMessageContaining("Scopes page");
        api().error(401, 4711, "Invalid access token, does not contain scopes:[a:b, c:d].");
        assertThat(failure(ZoomScopeException.class, READ, null, Map.of()).getMissingScopes()).containsExactly("a:b", "c:d");
        assertThat(simulator().journal().tokenRequestCount()).as("one per app").isEqualTo(2);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aFailureInTheCloakOfSuccessIsAFailure() {
        api().hiddenFailure();
        ZoomApiException failed = failure(ZoomApiException.class, READ, null, Map.of());
        assertThat(failed.getZoomCode()).isEqualTo(200);
        assertThat(failed).hasMessageContaining("No permission");
        api().html200();
        assertThat(failure(ZoomApiException.class, READ, null, Map.of())).hasMessageContaining("a web page instead of data");
        assertThat(calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "MAP", "NODE", "BYTES" })
    void aBodyThatBreaksOffIsReadAgain(String outputType) {
        api().truncateBodyAfter(20).times(2);
        assertThat(ok(READ + "?outputType=" + outputType, null, Map.of()).getMessage().getBody()).isNotNull();
        assertThat(calls()).hasSize(3);
    }

    @Test
    void aBodyThatBreaksOffAfterAWriteIsNotAskedForAgain() {
        api().truncateBodyAfter(20);
        ZoomException lost = failure(ZoomException.class, WRITE, TOPIC, user());
        assertThat(lost.isOutcomeKnown()).isFalse();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void jsonThatIsNoneFailsOnceAndSaysWhatWasAskedFor() {
        api().status(200, "{\"a\": nonsense}").always();
        ZoomApiException failed = failure(ZoomApiException.class, READ + "?outputType=MAP", null, Map.of());
        assertThat(failed).hasMessageContaining("cannot be read as outputType=MAP").hasMessageContaining("users/list");
        assertThat(failed.isRetryable()).isFalse();
        assertThat(calls()).hasSize(1);
    }

    private static FaultTarget api() {
        return simulator().faults().onApi();
    }

    private static Map<String, Object> user() {
        return Map.of("CamelZoomParamUserId", userId());
    }

    private static List<ApiRequest> calls() {
        return simulator().journal().apiRequests();
    }

    private static Duration gap() {
        return Duration.ofNanos(calls().get(1).arrivedNanos() - calls().get(0).arrivedNanos());
    }
}
