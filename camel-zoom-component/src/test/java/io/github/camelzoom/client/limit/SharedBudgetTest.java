package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunExecutor;
import io.github.camelzoom.client.testing.HandRunScheduler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes that share the budgets of one account through a store, with time in the test's hand. */
class SharedBudgetTest {

    private static final Duration STORE_LATENCY = Duration.ofMillis(5);

    private final Calls first;
    private final FakeClock clock;
    private final HandRunScheduler timer;
    private final Store store = new Store();
    private final RateGovernor second;
    private final HandRunExecutor secondBlocking = new HandRunExecutor();
    private final RateRequest request = Calls.request(new Caller("acme", "me", Plan.BUSINESS), "one", RateLabel.HEAVY,
            Priority.BULK);

    SharedBudgetTest() {
        first = new Calls(store);
        clock = first.clock;
        timer = first.timer;
        second = new RateGovernor(timer, clock, clock, () -> 0, store, secondBlocking);
    }

    /** Places one behind the other, as any store of budgets gives them. */
    private final class Store implements RateBudgets {
        private long next = Long.MIN_VALUE;
        private int asked;
        private boolean down;

        @Override
        public long reserve(String budget, int permits, Duration per, int count) throws Exception {
            asked++;
            if (down) {
                throw new IllegalStateException("down");
            }
            long now = clock.getAsLong();
            long spacing = per.toNanos() / permits;
            next = (asked == 1 || next - now < 0 ? now - spacing : next) + count * spacing;
            return Math.max(0, next - now);
        }

        @Override
        public double localShare() {
            return 0.5;
        }
    }

    @Test
    void theSumOfAllNodesIsTheLimitAndNothingOfItIsLost() {
        VirtualZoom zoom = VirtualZoom.perSecond(first, 40, () -> 20_000_000L);
        poll(first.blocking);
        poll(secondBlocking);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        Instant start = clock.instant();
        for (int i = 0; i < 1_000; i++) {
            all.add(zoom.call(request));
            all.add(viaSecond(zoom));
        }
        CompletableFuture<Void> done = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        while (!done.isDone()) {
            assertThat(timer.runNext()).isTrue();
        }
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        assertThat(done).isCompleted();
        assertThat(zoom.refused).isZero();
        assertThat(zoom.most).isLessThanOrEqualTo(40);
        assertThat(seconds).isBetween(49.0, 1.1 * 50);
        assertThat(store.asked).as("places are reserved several at a time").isLessThan(1_000);
    }

    @Test
    void theStoreIsNeverAskedOnTheCallersThreadNorUnderWayTwice() {
        for (int i = 0; i < 50; i++) {
            first.ask(request);
        }
        assertThat(store.asked).isZero();
        assertThat(first.blocking.size()).isEqualTo(1);
    }

    @Test
    void whenTheStoreIsDownThenTheNodeGoesOnWithItsShareAndAsksAgain() {
        store.down = true;
        List<CompletableFuture<RatePermit>> all = ask(900);
        first.blocking.runAll();
        assertThat(granted(all)).isPositive();
        advance(Duration.ofSeconds(4));
        assertThat(granted(all)).as("20 a second").isBetween(70, 90);
        store.down = false;
        int before = granted(all);
        advance(Duration.ofSeconds(6));
        assertThat(granted(all) - before).as("others may not have noticed yet").isBetween(100, 130);
        advance(Duration.ofSeconds(2));
        before = granted(all);
        advance(Duration.ofSeconds(4));
        assertThat(granted(all) - before).as("the whole limit").isBetween(145, 160);
    }

    @Test
    void whenTheStoreHangsThenTheNodeDoesNot() {
        List<CompletableFuture<RatePermit>> all = ask(100);
        timer.advance(Duration.ofMillis(1900));
        assertThat(granted(all)).isZero();
        timer.advance(Duration.ofSeconds(2));
        assertThat(granted(all)).isBetween(30, 50);
    }

    @Test
    void placesThatNobodyUsedInTimeAreNotUsedLater() {
        List<CompletableFuture<RatePermit>> all = ask(5);
        first.blocking.runAll();
        // All but one leave; their places pass.
        all.subList(1, 5).forEach(each -> each.cancel(false));
        timer.advance(Duration.ofSeconds(1));
        CompletableFuture<RatePermit> late = first.ask(request);
        assertThat(late).as("has to ask again").isNotDone();
        first.blocking.runAll();
        assertThat(late).isCompleted();
    }

    private List<CompletableFuture<RatePermit>> ask(int count) {
        List<CompletableFuture<RatePermit>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<RatePermit> permit = first.ask(request);
            permit.thenAccept(RatePermit::sending);
            all.add(permit);
        }
        return all;
    }

    private static int granted(List<CompletableFuture<RatePermit>> all) {
        return (int) all.stream().filter(CompletableFuture::isDone).count();
    }

    private void advance(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 5) {
            timer.advance(STORE_LATENCY);
            first.blocking.runAll();
        }
    }

    private void poll(HandRunExecutor executor) {
        timer.schedule(() -> {
            executor.runAll();
            poll(executor);
        }, STORE_LATENCY.toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<Void> viaSecond(VirtualZoom zoom) {
        return second.acquire(request).thenAccept(permit -> {
            permit.sending();
            zoom.arrive(20_000_000L);
        }).toCompletableFuture();
    }
}
