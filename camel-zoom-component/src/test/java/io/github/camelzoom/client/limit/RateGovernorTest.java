package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.error.ZoomTransportException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who goes when, who waits, and who is told that it would take too long. */
class RateGovernorTest {

    private static final Caller SMALL = new Caller("small", "me", Plan.FREE);

    private final Calls calls = new Calls();
    private final List<String> order = new ArrayList<>();

    @Test
    void whenAPermitIsFreeThenTheStageIsCompleteAndNothingIsScheduled() {
        assertThat(calls.ask(Calls.request(RateLabel.LIGHT))).isCompleted();
        assertThat(calls.timer.size() + calls.blocking.size()).isZero();
    }

    @Test
    void connectionsOfOneAccountShareTheBudgetAndOtherLabelsProductsAndAccountsDoNot() {
        int first = calls.sendAll(Calls.request(RateLabel.HEAVY));
        assertThat(first).isEqualTo(2);
        assertThat(calls.sendAll(Calls.request(Calls.ACME, "other connection", RateLabel.HEAVY, Priority.INTERACTIVE)))
                .isZero();
        calls.send(Calls.request(RateLabel.MEDIUM));
        calls.send(Calls.request(new Caller("another", "me", Plan.PRO), "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        RateRequest heavy = Calls.request(RateLabel.HEAVY);
        calls.send(new RateRequest(heavy.caller(), heavy.connection(), heavy.operation(), new RateClass(ProductClass.PHONE,
                RateLabel.HEAVY, null), heavy.priority(), heavy.patience(), false));
    }

    @Test
    void interactiveCallsOvertakeAndTheOthersGoOnAllTheSame() {
        calls.sendAll(Calls.request(RateLabel.MEDIUM));
        for (int i = 0; i < 50; i++) {
            named("bulk", Calls.request(Calls.ACME, "one", RateLabel.MEDIUM, Priority.BULK));
        }
        for (int i = 0; i < 50; i++) {
            named("interactive", Calls.request(Calls.ACME, "one", RateLabel.MEDIUM, Priority.INTERACTIVE));
        }
        calls.timer.advance(Duration.ofSeconds(2));
        assertThat(order.subList(0, 4)).containsOnly("interactive");
        assertThat(order.subList(0, 30)).filteredOn("bulk"::equals).hasSize(6);
        calls.timer.advance(Duration.ofSeconds(10));
        assertThat(order).hasSize(100);
    }

    @Test
    void connectionsTakeTurnsHoweverManyCallsOneOfThemHas() {
        calls.sendAll(Calls.request(RateLabel.MEDIUM));
        for (int i = 0; i < 100; i++) {
            named("greedy", Calls.request(Calls.ACME, "greedy", RateLabel.MEDIUM, Priority.BULK));
        }
        for (int i = 0; i < 5; i++) {
            named("modest", Calls.request(Calls.ACME, "modest", RateLabel.MEDIUM, Priority.BULK));
        }
        calls.timer.advance(Duration.ofSeconds(1));
        assertThat(order.subList(0, 10)).filteredOn("modest"::equals).hasSize(5);
    }

    @Test
    void whenTheLineIsTooLongThenTheCallFailsAtOnceAndNamesBudgetAndInstant() {
        calls.sendAll(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        RateRequest patient = Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE);
        CompletableFuture<RatePermit> last = null;
        int waiting = 0;
        for (last = calls.ask(patient); !last.isDone(); last = calls.ask(patient)) {
            waiting++;
        }
        assertThat(waiting).as("of 1 a second, in two minutes").isBetween(90, 120);
        ZoomRateLimitException refused = refusal(last);
        assertThat(refused.getBudget()).isEqualTo("Heavy per second");
        assertThat(refused.getResetAt()).isBetween(calls.now().plusSeconds(100), calls.now().plusSeconds(130));
        assertThat(refused).hasMessageContaining("things/HEAVY").hasMessageContaining("'one'")
                .hasMessageContaining("rateLimitTimeout");
    }

    @Test
    void theLengthOfALineIsNoReasonToFailABulkCall() {
        RateRequest bulk = Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.BULK);
        List<CompletableFuture<RatePermit>> all = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            all.add(calls.ask(bulk));
            all.get(i).thenAccept(RatePermit::sending);
        }
        calls.timer.advance(Duration.ofSeconds(950));
        assertThat(all).allSatisfy(permit -> assertThat(permit).isCompleted());
    }

    @Test
    void whoWaitedLongerThanItMayIsTold() {
        CompletableFuture<RatePermit> first = calls.ask(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        CompletableFuture<RatePermit> second = calls.ask(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        // The first one never sends, so nobody knows when the next one may.
        assertThat(first).isCompleted();
        calls.timer.advance(Duration.ofSeconds(119));
        assertThat(second).isNotDone();
        calls.timer.advance(Duration.ofSeconds(2));
        assertThat(refusal(second)).hasMessageContaining("waited longer");
        assertThat(calls.state(RateLabel.HEAVY).waiting()).isZero();
    }

    @Test
    void aPermitThatIsNotUsedGoesToTheNext() {
        CompletableFuture<RatePermit> first = calls.ask(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        CompletableFuture<RatePermit> second = calls.ask(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE));
        assertThat(second).isNotDone();
        first.join().close();
        first.join().close();
        assertThat(second).isCompleted();
        assertThat(calls.ask(Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE))).isNotDone();
    }

    @Test
    void whoLeavesTheLineLeavesNothingBehind() {
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> leaving = calls.ask(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> staying = calls.ask(Calls.request(RateLabel.HEAVY));
        assertThat(calls.state(RateLabel.HEAVY).waiting()).isEqualTo(2);
        leaving.cancel(false);
        assertThat(calls.state(RateLabel.HEAVY).waiting()).isEqualTo(1);
        calls.timer.advance(Duration.ofMillis(110));
        assertThat(staying).isCompleted();
    }

    @Test
    void closingEndsAllWhoWaitAndAllWhoCome() {
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        CompletableFuture<RatePermit> waiting = calls.ask(Calls.request(RateLabel.HEAVY));
        calls.governor.close();
        assertThat(failure(waiting)).isInstanceOf(ZoomTransportException.class).hasMessageContaining("stopped");
        assertThat(failure(calls.ask(Calls.request(RateLabel.LIGHT)))).isInstanceOf(ZoomTransportException.class);
    }

    @Test
    void aTimerThatTakesNothingMoreEndsWhoWaits() {
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        RateGovernor late = new RateGovernor(new RejectingTimer(), calls.clock, calls.clock, () -> 0, null, calls.blocking);
        RateRequest request = Calls.request(SMALL, "one", RateLabel.HEAVY, Priority.INTERACTIVE);
        late.acquire(request).toCompletableFuture().join().sending();
        assertThat(failure(late.acquire(request).toCompletableFuture())).isInstanceOf(ZoomTransportException.class);
    }

    @Test
    void budgetsThatAreIdleAreForgottenWhenThereAreTooMany() {
        for (int i = 0; i < 25_000; i++) {
            calls.send(Calls.request(new Caller("account " + i, "me", Plan.PRO), "one", RateLabel.LIGHT, Priority.INTERACTIVE))
                    .close();
            if (i % 5_000 == 0) {
                calls.clock.advance(Duration.ofSeconds(10));
            }
        }
        assertThat(calls.governor.states().size()).isLessThanOrEqualTo(15_000);
    }

    @Test
    void theStateTellsWhatIsLeftAndWhoWaits() {
        calls.sendAll(Calls.request(RateLabel.HEAVY));
        calls.ask(Calls.request(RateLabel.HEAVY));
        BudgetState state = calls.state(RateLabel.HEAVY);
        assertThat(state)
                .isEqualTo(new BudgetState("acme", ProductClass.STANDARD, RateLabel.HEAVY, 10, Duration.ofSeconds(1), 1,
                        8, 1, null, 30_000, 2));
    }

    private void named(String name, RateRequest request) {
        calls.ask(request).thenAccept(permit -> {
            order.add(name);
            permit.sending();
        });
    }

    static ZoomRateLimitException refusal(CompletableFuture<RatePermit> permit) {
        return (ZoomRateLimitException) failure(permit);
    }

    static Throwable failure(CompletableFuture<RatePermit> permit) {
        assertThat(permit).isCompletedExceptionally();
        return permit.handle((value, failure) -> failure).join();
    }

    private static final class RejectingTimer extends ScheduledThreadPoolExecutor {
        RejectingTimer() {
            super(1);
            shutdown();
        }
    }
}
