package io.github.camelzoom.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.client.limit.RateGovernor;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunExecutor;
import io.github.camelzoom.client.testing.HandRunScheduler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline with time and threads in the test's hand: what waits, waits on the timer, never on a thread. */
class CallPipelineTest {

    private static final String LIMITED = "{\"code\":429,\"message\":\"You have reached the maximum per-second rate limit\"}";

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final HandRunExecutor resume = new HandRunExecutor();
    private final ScriptedHttp http = new ScriptedHttp();
    private final RateGovernor governor = new RateGovernor(timer, clock, clock, () -> 0, null, resume);
    private final CallPipeline pipeline = new CallPipeline(http::client, resume, timer, clock, governor);
    private final Bearers bearers = new Bearers();

    /** Tokens of which the test decides when they come. */
    private static final class Bearers implements BearerSource {
        private CompletableFuture<AccessToken> next = CompletableFuture.completedFuture(CallPipelineTest.token("first"));
        private CompletableFuture<AccessToken> fresh = CompletableFuture.completedFuture(CallPipelineTest.token("second"));
        private int replaced;
        private int accepted;

        @Override
        public CompletionStage<AccessToken> token() {
            return next;
        }

        @Override
        public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
            replaced++;
            return fresh;
        }

        @Override
        public void accepted(String fingerprint) {
            accepted++;
        }
    }

    @Test
    void aFreshTokenNeedsNoOtherThread() {
        http.answer(200, "{}");
        assertThat(call("GET")).isCompletedWithValue(200);
        assertThat(resume.size() + timer.size()).isZero();
        assertThat(bearers.accepted).isEqualTo(1);
    }

    @Test
    void aRetryAfterIsWaitedForOnTheTimerAndSentByTheExecutor() {
        http.answer(429, LIMITED, "Retry-After", "30").answer(200, "{}");
        CompletableFuture<Integer> result = call("POST");
        assertThat(result).isNotDone();
        timer.advance(Duration.ofSeconds(29));
        assertThat(resume.size()).isZero();
        timer.advance(Duration.ofMillis(1250));
        assertThat(http.requests).as("the timer's thread sends nothing").hasSize(1);
        assertThat(resume.runNext()).isTrue();
        assertThat(result).isCompletedWithValue(200);
        assertThat(http.requests).hasSize(2);
    }

    @Test
    void aRetryAfterThatLiesInThePastIsNoReasonToHammer() {
        http.answer(429, LIMITED, "Retry-After", clock.instant().minusSeconds(3600).toString());
        CompletableFuture<Integer> result = call("GET");
        for (int i = 0; i < 1000 && !result.isDone(); i++) {
            timer.runNext();
            resume.runAll();
        }
        assertThat(result).isCompletedExceptionally();
        assertThat(failure(result)).isInstanceOf(ZoomRateLimitException.class);
        assertThat(http.requests.size()).isLessThan(30);
    }

    @Test
    void waitsOfOneCallAddUpToTheTimeout() {
        http.answer(429, LIMITED, "Retry-After", "50");
        CompletableFuture<Integer> result = call("GET");
        for (int i = 0; i < 2; i++) {
            timer.runNext();
            resume.runAll();
        }
        assertThat(failure(result)).isInstanceOf(ZoomRateLimitException.class);
        assertThat(http.requests).hasSize(3);
    }

    @Test
    void repetitionsAreSpacedMoreAndMore() {
        http.answer(503, "{}");
        CompletableFuture<Integer> result = call("GET");
        Instant start = clock.instant();
        for (int seconds : new int[]{ 1, 2, 4 }) {
            Instant before = clock.instant();
            assertThat(timer.runNext()).isTrue();
            resume.runAll();
            assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofMillis(seconds * 500L),
                    Duration.ofSeconds(
                            seconds));
        }
        assertThat(failure(result)).isInstanceOf(ZoomApiException.class);
        assertThat(http.requests).hasSize(4);
        assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aServerThatAsksForMoreTimeThanAllowedEndsTheCall() {
        http.answer(503, "{}", "Retry-After", "3600");
        assertThat(failure(call("GET"))).isInstanceOf(ZoomApiException.class);
        assertThat(http.requests).hasSize(1);
    }

    @Test
    void aTokenOnItsWayIsWaitedForWithoutAThread() {
        http.answer(200, "{}");
        bearers.next = new CompletableFuture<>();
        CompletableFuture<Integer> result = call("GET");
        assertThat(result).isNotDone();
        bearers.next.complete(token("late"));
        assertThat(http.requests).as("the token's thread sends nothing").isEmpty();
        resume.runAll();
        assertThat(result).isCompletedWithValue(200);
    }

    @Test
    void aRejectedTokenIsReplacedOnceAndTheNewOneWaitedFor() {
        http.answer(401, "{\"code\":124,\"message\":\"Invalid access token.\"}").answer(200, "{}");
        bearers.fresh = new CompletableFuture<>();
        CompletableFuture<Integer> result = call("POST");
        assertThat(result).isNotDone();
        bearers.fresh.complete(token("second"));
        resume.runAll();
        assertThat(result).isCompletedWithValue(200);
        assertThat(bearers.replaced).isEqualTo(1);
        assertThat(http.requests.get(1).getFirstHeader("Authorization").getValue()).isEqualTo("Bearer second");
    }

    @Test
    void whatWasNeverSentHasAKnownOutcome() {
        http.broken(new ConnectException("refused"));
        assertThat(((ZoomException) failure(call("POST"))).isOutcomeKnown()).isTrue();
        http.requests.clear();
        ScriptedHttp lost = new ScriptedHttp().broken(new SocketException("Connection reset"));
        CallPipeline other = new CallPipeline(lost::client, resume, timer, clock, governor);
        ZoomException failed = (ZoomException) failure(call(other, "PATCH"));
        assertThat(failed.isOutcomeKnown()).isFalse();
        assertThat(lost.requests).hasSize(1);
    }

    @Test
    void closingFailsWhatWaitsAndWhatWouldWait() {
        http.answer(429, LIMITED, "Retry-After", "30");
        CompletableFuture<Integer> waiting = call("GET");
        pipeline.close();
        assertThat(failure(waiting)).isInstanceOf(ZoomTransportException.class).hasMessageContaining("stopped");
        assertThat(failure(call("GET"))).hasMessageContaining("stopped");
        timer.advance(Duration.ofMinutes(5));
        resume.runAll();
        assertThat(http.requests).hasSize(1);
        assertThat(governor.states()).allSatisfy(budget -> assertThat(budget.waiting()).isZero());
    }

    @Test
    void anExecutorThatTakesNothingMoreFailsTheCall() {
        http.answer(503, "{}");
        CompletableFuture<Integer> result = call("GET");
        resume.reject();
        timer.runNext();
        assertThat(failure(result)).isInstanceOf(ZoomTransportException.class);
        bearers.next = new CompletableFuture<>();
        CompletableFuture<Integer> forToken = call("GET");
        bearers.next.complete(token("late"));
        assertThat(failure(forToken)).isInstanceOf(ZoomTransportException.class);
    }

    private CompletableFuture<Integer> call(String method) {
        return call(pipeline, method);
    }

    private CompletableFuture<Integer> call(CallPipeline used, String method) {
        RandomGenerator none = () -> 0;
        CallSettings settings = new CallSettings(new HostPolicy(null),
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(2), none), Priority.INTERACTIVE);
        ZoomCall call = new ZoomCall("acme", "things/" + method, method, apiUrl -> URI.create("https://api.zoom.us/v2/things"),
                Map
                        .of(),
                null);
        return used.execute(call, bearers, settings, LiveAnswer::status).toCompletableFuture();
    }

    private static Throwable failure(CompletableFuture<Integer> result) {
        assertThat(result).isCompletedExceptionally();
        return result.handle((value, failure) -> failure).join();
    }

    private static AccessToken token(String text) {
        return new AccessToken(Secret.of(text), Instant.EPOCH, Instant.MAX, Instant.MAX, Set.of(), null);
    }

    /** Reading can break, too. */
    @Test
    void aReaderThatBreaksOffIsGivenTheAnswerAgain() {
        http.answer(200, "{}");
        int[] reads = { 0 };
        ZoomCall call = new ZoomCall("acme", "things", "GET", apiUrl -> URI.create("https://api.zoom.us/v2/things"), Map.of(),
                null);
        CompletableFuture<String> result = pipeline.execute(call, bearers,
                new CallSettings(new HostPolicy(null), new Timeouts(Duration
                        .ofSeconds(1), Duration.ofSeconds(1)),
                        new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0), Priority.INTERACTIVE),
                answer -> {
                    if (++reads[0] == 1) {
                        throw new IOException("broken");
                    }
                    return "read";
                }).toCompletableFuture();
        timer.runNext();
        resume.runAll();
        assertThat(result).isCompletedWithValue("read");
    }
}
