package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelzoom.client.limit.RateGovernorTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What the governor makes of Zoom's answers. */
class RefusalTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-16T00:00:00Z");
    private static final String PER_USER = "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests"
            + " permitted for this particular user. You may resume these requests at GMT 00:00:00.";

    private final Calls calls = new Calls();

    @ParameterizedTest
    @ValueSource(strings = { "30", "2026-01-15T12:00:30Z", "Thu, 15 Jan 2026 12:00:30 GMT" })
    void aRefusalStopsAllCallsOfTheBudgetUntilTheInstantAndNoOthers(String retryAfter) {
        RatePermit hit = calls.send(Calls.request(RateLabel.MEDIUM));
        CompletableFuture<RatePermit> waiting = null;
        calls.sendAll(Calls.request(RateLabel.MEDIUM));
        waiting = calls.ask(Calls.request(RateLabel.MEDIUM));
        hit.refused(calls.refusal("per-second rate limit", "Retry-After", retryAfter));
        calls.timer.advance(Duration.ofSeconds(29));
        assertThat(waiting).isNotDone();
        assertThat(calls.ask(Calls.request(Calls.ACME, "other", RateLabel.MEDIUM, Priority.INTERACTIVE))).isNotDone();
        calls.send(Calls.request(RateLabel.LIGHT));
        assertThat(calls.state(RateLabel.MEDIUM).blockedUntil()).isEqualTo(Instant.parse("2026-01-15T12:00:30Z"));
        calls.timer.advance(Duration.ofSeconds(2));
        assertThat(waiting).isCompleted();
    }

    @Test
    void afterAStandstillCallsGoOnSpacedAndNotAllAtOnce() {
        RatePermit hit = calls.send(Calls.request(RateLabel.MEDIUM));
        hit.refused(calls.refusal("", "Retry-After", "10"));
        CompletableFuture<?>[] all = new CompletableFuture<?>[20];
        for (int i = 0; i < all.length; i++) {
            all[i] = calls.ask(Calls.request(RateLabel.MEDIUM)).thenAccept(RatePermit::sending);
        }
        calls.timer.advance(Duration.ofSeconds(10));
        assertThat(all).filteredOn(CompletableFuture::isDone).hasSizeBetween(1, 6);
        calls.timer.advance(Duration.ofMillis(1100));
        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whoCannotWaitForTheInstantIsToldAtOnceAlsoInTheLineAndAlsoBulk() {
        RatePermit hit = calls.send(Calls.request(RateLabel.HEAVY));
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> waiting = calls.ask(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> bulk = calls.ask(Calls.request(Calls.ACME, "one", RateLabel.HEAVY, Priority.BULK));
        hit.refused(calls.refusal("", "Retry-After", "600"));
        assertThat(refusal(waiting).getResetAt()).isEqualTo(calls.now().plusSeconds(600));
        assertThat(refusal(bulk).getBudget()).isEqualTo("Heavy per second");
        assertThat(refusal(calls.ask(Calls.request(RateLabel.HEAVY))).getResetAt()).isEqualTo(calls.now().plusSeconds(600));
    }

    @Test
    void refusalsWithoutInstantStopLongerAndLonger() {
        Instant start = calls.now();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<RatePermit> permit = calls.ask(Calls.request(RateLabel.MEDIUM));
            while (!permit.isDone()) {
                assertThat(calls.timer.runNext()).isTrue();
            }
            permit.join().sending();
            calls.clock.advance(Duration.ofMillis(50));
            permit.join().refused(calls.tooFast());
        }
        assertThat(Duration.between(start, calls.now())).isGreaterThan(Duration.ofSeconds(4));
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isLessThan(0.3);
    }

    @Test
    void refusalsOfCallsThatWereOnTheirWayTogetherCountOnce() {
        RatePermit first = calls.send(Calls.request(RateLabel.MEDIUM));
        RatePermit second = calls.send(Calls.request(RateLabel.MEDIUM));
        calls.clock.advance(Duration.ofMillis(50));
        first.refused(calls.tooFast());
        second.refused(calls.tooFast());
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isEqualTo(1);
        assertThat(calls.state(RateLabel.MEDIUM).blockedUntil()).isEqualTo(calls.now().plusMillis(40));
    }

    @Test
    void aRefusedCallGoesFirstWhenItComesBack() {
        RatePermit hit = calls.send(Calls.request(RateLabel.HEAVY));
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> waiting = calls.ask(Calls.request(RateLabel.HEAVY));
        hit.refused(calls.tooFast());
        RateRequest request = hit.request();
        CompletableFuture<RatePermit> again = calls.ask(new RateRequest(request.caller(), request.connection(), request
                .operation(), request.rateClass(), request.priority(), request.patience(), true));
        while (!again.isDone()) {
            assertThat(waiting).isNotDone();
            assertThat(calls.timer.runNext()).isTrue();
        }
        assertThat(again).isCompleted();
    }

    @Test
    void aDailyLimitEndsAllCallsOfThePoolUntilItsEndWithoutNetwork() {
        RatePermit heavy = calls.send(Calls.request(RateLabel.HEAVY));
        calls.sendAll(Calls.request(RateLabel.RESOURCE_INTENSIVE));
        CompletableFuture<RatePermit> waiting = calls.ask(Calls.request(RateLabel.RESOURCE_INTENSIVE));
        heavy.refused(
                calls.refusal("You have reached the maximum daily rate limit for this API. Refer to the response header"));
        assertThat(refusal(waiting).getResetAt()).as("heavy and resource-intensive share it").isEqualTo(MIDNIGHT);
        ZoomRateLimitException refused = refusal(calls.ask(Calls.request(RateLabel.HEAVY)));
        assertThat(refused.getResetAt()).isEqualTo(MIDNIGHT);
        assertThat(refused.getBudget()).isEqualTo("Heavy per day");
        calls.send(Calls.request(RateLabel.MEDIUM));
        calls.timer.advance(Duration.ofHours(12));
        calls.send(Calls.request(RateLabel.HEAVY));
    }

    @Test
    void bulkCallsLeaveTheRestOfTheDayToInteractiveOnes() {
        Caller free = new Caller("free", "me", Plan.FREE);
        RateRequest bulk = Calls.request(free, "one", RateLabel.HEAVY, Priority.BULK);
        CompletableFuture<RatePermit> permit = null;
        int sent = 0;
        for (permit = calls.ask(bulk); !permit.isCompletedExceptionally(); permit = calls.ask(bulk)) {
            while (!permit.isDone()) {
                calls.timer.runNext();
            }
            permit.join().sending();
            sent++;
            calls.timer.advance(Duration.ofMillis(1100));
        }
        assertThat(sent).isEqualTo(950);
        assertThat(refusal(permit).getResetAt()).isEqualTo(MIDNIGHT);
        assertThat(refusal(permit)).hasMessageContaining("950 of 1000").hasMessageContaining("plan");
        calls.send(Calls.request(free, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        assertThat(calls.state(RateLabel.HEAVY).dailyUsed()).isEqualTo(951);
        calls.timer.advance(Duration.ofHours(12));
        assertThat(calls.state(RateLabel.HEAVY).dailyUsed()).isZero();
        calls.send(bulk);
    }

    @Test
    void aHostHasAHundredWritesADay() {
        for (int i = 0; i < 100; i++) {
            write("users/jane");
        }
        ZoomRateLimitException refused = refusal(calls.ask(Calls.write(Calls.ACME, "users/jane")));
        assertThat(refused.getResetAt()).isEqualTo(MIDNIGHT);
        assertThat(refused.getBudget()).contains("per user");
        write("users/joe");
        calls.timer.advance(Duration.ofHours(12));
        write("users/jane");
    }

    @Test
    void aWriteThatZoomDidNotMakeIsNotCounted() {
        for (int i = 0; i < 150; i++) {
            RatePermit permit = permit(Calls.write(Calls.ACME, "users/jane"));
            permit.sending();
            permit.answered(i < 60 ? 400 : 201, Calls.NO_HEADERS);
            permit.close();
        }
        permit(Calls.write(Calls.ACME, "users/jane")).close();
        write("users/jane");
    }

    @Test
    void meIsSomebodyElseOnEachConnection() {
        for (int i = 0; i < 100; i++) {
            write("users/me");
        }
        assertThat(calls.ask(Calls.write(Calls.ACME, "users/me"))).isCompletedExceptionally();
        assertThat(permit(Calls.write(new Caller("acme", "somebody else", Plan.PRO), "users/me"))).isNotNull();
    }

    @Test
    void whatZoomSaysOfAHostOrMeetingIsKeptToThatOne() {
        RatePermit update = permit(Calls.write(Calls.ACME, "meetings/123"));
        update.sending();
        update.refused(calls.refusal(PER_USER));
        assertThat(refusal(calls.ask(Calls.write(Calls.ACME, "meetings/123"))).getResetAt()).isEqualTo(MIDNIGHT);
        assertThat(permit(Calls.write(Calls.ACME, "meetings/456"))).isNotNull();
        assertThat(permit(Calls.request(RateLabel.LIGHT))).as("the budget of the account goes on").isNotNull();
    }

    @Test
    void tooManyConcurrentRequestsStopNobody() {
        RatePermit hit = calls.send(Calls.request(RateLabel.MEDIUM));
        hit.refused(calls.refusal("Too many concurrent requests. A request to disassociate this user has already been made."));
        calls.send(Calls.request(RateLabel.MEDIUM));
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isEqualTo(1);
    }

    @Test
    void theCategoryThatZoomNamesBeatsTheTable() {
        RatePermit permit = calls.send(Calls.request(RateLabel.LIGHT));
        permit.answered(200, Map.of("X-RateLimit-Category", "Heavy")::get);
        assertThat(calls.sendAll(Calls.request(RateLabel.LIGHT))).as("counted as heavy from now on").isEqualTo(2);
        assertThat(calls.state(RateLabel.HEAVY).remaining()).isEqualTo(8);
        RatePermit other = calls.send(Calls.request(RateLabel.MEDIUM));
        other.refused(calls.refusal("", "X-RateLimit-Category", "Resource-intensive", "Retry-After", "30"));
        assertThat(calls.ask(Calls.request(RateLabel.MEDIUM))).isNotDone();
        assertThat(calls.state(RateLabel.MEDIUM).blockedUntil()).isNull();
        assertThat(calls.state(RateLabel.RESOURCE_INTENSIVE).blockedUntil()).isNotNull();
    }

    @Test
    void theLimitThatZoomNamesBeatsThePlan() {
        RatePermit permit = calls.send(Calls.request(RateLabel.MEDIUM));
        permit.answered(200, headers("QPS", "60", "59"));
        assertThat(calls.state(RateLabel.MEDIUM).limit()).isEqualTo(60);
        permit.answered(200, headers("QPS", "0", "x"));
        assertThat(calls.state(RateLabel.MEDIUM).limit()).isEqualTo(60);
        permit.refused(calls.refusal("", "X-RateLimit-Type", "QPS", "X-RateLimit-Limit", "2"));
        assertThat(calls.state(RateLabel.MEDIUM).limit()).isEqualTo(2);
    }

    @Test
    void whatIsLeftAfterOthersSetsTheRate() {
        RatePermit permit = calls.send(Calls.request(RateLabel.MEDIUM));
        permit.answered(200, headers("QPS", "20", "9"));
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isEqualTo(0.5);
    }

    @Test
    void theCountOfTheDayThatZoomNamesBeatsOurs() {
        RatePermit permit = calls.send(Calls.request(RateLabel.HEAVY));
        permit.answered(200, headers("Daily-limit", "60000", "59000"));
        assertThat(calls.state(RateLabel.HEAVY).daily()).isEqualTo(60_000);
        assertThat(calls.state(RateLabel.HEAVY).dailyUsed()).isEqualTo(1_000);
    }

    @Test
    void callsThatAreNotPacedStillObeyARefusal() {
        RateRequest request = Calls.request(Caller.unpaced("one"), "one", RateLabel.HEAVY, Priority.INTERACTIVE);
        for (int i = 0; i < 1_000; i++) {
            calls.send(request);
        }
        calls.send(request).refused(calls.refusal("", "Retry-After", "5"));
        CompletableFuture<RatePermit> waiting = calls.ask(request);
        calls.timer.advance(Duration.ofSeconds(4));
        assertThat(waiting).isNotDone();
        calls.timer.advance(Duration.ofSeconds(2));
        assertThat(waiting).isCompleted();
    }

    @Test
    void nothingThatIsLearnedGrowsWithoutEnd() {
        UserWrites writes = new UserWrites(true);
        LearnedLabels labels = new LearnedLabels();
        for (int i = 0; i < 30_000; i++) {
            writes.take(Calls.write(Calls.ACME, "users/" + i), calls.now());
            RateRequest request = Calls.request(RateLabel.LIGHT);
            labels.learn(new RateRequest(request.caller(), "one", "GET /things/" + i, request.rateClass(), request.priority(),
                    request.patience(), false), RateLabel.HEAVY);
        }
        assertThat(writes.size()).isEqualTo(10_000);
        assertThat(labels.size()).isLessThanOrEqualTo(2_000);
    }

    private void write(String writer) {
        RatePermit permit = permit(Calls.write(Calls.ACME, writer));
        permit.sending();
        permit.answered(201, Calls.NO_HEADERS);
        permit.close();
    }

    private RatePermit permit(RateRequest request) {
        CompletableFuture<RatePermit> permit = calls.ask(request);
        while (!permit.isDone()) {
            assertThat(calls.timer.runNext()).isTrue();
        }
        return permit.join();
    }

    private static UnaryOperator<String> headers(String type, String limit, String remaining) {
        return Map.of("X-RateLimit-Type", type, "X-RateLimit-Limit", limit, "X-RateLimit-Remaining", remaining)::get;
    }
}
