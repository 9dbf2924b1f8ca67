package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.camelzoom.client.catalog.RateLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How much of the limit is used, and how often it is overstepped, against a Zoom that counts in a sliding second at arrival. */
class PacingTest {

    private static final long MILLI = 1_000_000L;

    private final Calls calls = new Calls();

    @ParameterizedTest
    @CsvSource({ "FREE,HEAVY,100", "FREE,LIGHT,400", "PRO,HEAVY,1000", "PRO,MEDIUM,2000", "PRO,LIGHT,3000",
            "BUSINESS,HEAVY,4000", "BUSINESS,MEDIUM,10000", "BUSINESS,LIGHT,10000" })
    void latenciesThatDifferByTenMillisecondsCauseNoRefusal(Plan plan, RateLabel label, int count) {
        Random random = new Random(7);
        VirtualZoom zoom = zoom(plan, label, () -> 50 * MILLI + random.nextLong(-10 * MILLI, 10 * MILLI));
        double seconds = run(zoom, plan, label, count);
        int limit = limit(plan, label);
        assertThat(zoom.refused).isZero();
        assertThat(zoom.most).isEqualTo(limit);
        // In no time could be the first of the calls, and the last ones in the last second.
        assertThat(seconds).isBetween((double) (count - limit) / limit, 1.05 * ((count - 1) / limit) + 0.2);
    }

    @ParameterizedTest
    @CsvSource({ "LIGHT", "MEDIUM", "HEAVY" })
    void latenciesThatDifferByMuchAreLearnedFromFewRefusals(RateLabel label) {
        Random random = new Random(7);
        VirtualZoom zoom = zoom(Plan.BUSINESS, label, () -> 50 * MILLI + random.nextLong(-25 * MILLI, 25 * MILLI));
        double seconds = run(zoom, Plan.BUSINESS, label, 10_000);
        assertThat(zoom.refused).isBetween(1, 10);
        assertThat(seconds).isLessThan(1.06 * 10_000 / limit(Plan.BUSINESS, label));
    }

    @Test
    void whatWasHeldUpTogetherIsCountedWhenItArrives() {
        long start = calls.clock.getAsLong();
        // Every three seconds nothing gets through for 100 ms.
        VirtualZoom zoom = zoom(Plan.BUSINESS, RateLabel.MEDIUM, () -> {
            long inPeriod = (calls.clock.getAsLong() - start) % (3_000 * MILLI);
            return 20 * MILLI + Math.max(0, inPeriod - 2_900 * MILLI < 0 ? 0 : 3_000 * MILLI - inPeriod);
        });
        double seconds = run(zoom, Plan.BUSINESS, RateLabel.MEDIUM, 6_000);
        assertThat(zoom.refused).isLessThan(6);
        assertThat(seconds).isLessThan(1.07 * 100);
    }

    @Test
    void workOfZoomThatTakesLongNowAndThenCostsLittle() {
        Random random = new Random(7);
        VirtualZoom zoom = new VirtualZoom(calls, 60, Duration.ofSeconds(1), () -> 20 * MILLI,
                () -> (long) (-200 * MILLI * Math.log(1 - random.nextDouble())));
        double seconds = run(zoom, Plan.BUSINESS, RateLabel.MEDIUM, 6_000);
        assertThat(zoom.refused).isZero();
        assertThat(seconds).isLessThan(1.06 * 100);
    }

    @Test
    void aMinuteIsCountedLikeASecond() {
        VirtualZoom zoom = new VirtualZoom(calls, 10, Duration.ofMinutes(1), () -> 50 * MILLI, () -> 50 * MILLI);
        double seconds = run(zoom, Plan.PRO, RateLabel.RESOURCE_INTENSIVE, 100);
        assertThat(zoom.refused).isZero();
        assertThat(seconds).isBetween(540.0, 600.0);
    }

    @Test
    void callsThatWaitedForATokenAreNotAddedToThoseOfTheNextSecond() {
        List<CompletableFuture<RatePermit>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(calls.ask(Calls.request(Calls.ACME, "one", RateLabel.MEDIUM, Priority.BULK)));
        }
        // A token request takes ten seconds: nobody who has a permit can send.
        calls.timer.advance(Duration.ofSeconds(10));
        assertThat(asked.stream().filter(CompletableFuture::isDone).count()).isEqualTo(20);
        asked.stream().filter(CompletableFuture::isDone).forEach(permit -> permit.join().sending());
        calls.timer.advance(Duration.ofMillis(999));
        assertThat(asked.stream().filter(CompletableFuture::isDone).count()).isEqualTo(20);
        calls.timer.advance(Duration.ofMillis(31));
        assertThat(asked.stream().filter(CompletableFuture::isDone).count()).isGreaterThan(20);
    }

    @Test
    void whenAnotherAppUsesHalfOfTheLimitThenTheRestIsFoundAndKept() {
        VirtualZoom zoom = zoom(Plan.BUSINESS, RateLabel.MEDIUM, () -> 50 * MILLI);
        other(zoom, Duration.ofNanos(1_000_000_000L / 30));
        List<CompletableFuture<Void>> all = start(zoom, Plan.BUSINESS, RateLabel.MEDIUM, 6_000);
        calls.timer.advance(Duration.ofSeconds(100));
        long done = all.stream().filter(CompletableFuture::isDone).count();
        assertThat(done).as("of 30 a second").isBetween(2_300L, 3_000L);
        assertThat((double) zoom.refused / zoom.answers).isLessThan(0.05);
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isBetween(0.3, 0.6);
    }

    @Test
    void whenTheOtherAppEndsThenTheWholeLimitIsUsedAgain() {
        VirtualZoom zoom = zoom(Plan.PRO, RateLabel.MEDIUM, () -> 50 * MILLI);
        zoom.limit(10);
        List<CompletableFuture<Void>> all = start(zoom, Plan.PRO, RateLabel.MEDIUM, 4_000);
        calls.timer.advance(Duration.ofSeconds(60));
        assertThat(calls.state(RateLabel.MEDIUM).rate()).isLessThan(0.6);
        zoom.limit(20);
        calls.timer.advance(Duration.ofSeconds(60));
        long before = all.stream().filter(CompletableFuture::isDone).count();
        calls.timer.advance(Duration.ofSeconds(60));
        long after = all.stream().filter(CompletableFuture::isDone).count();
        assertThat(after - before).isGreaterThan(60 * 20 * 95 / 100);
    }

    private VirtualZoom zoom(Plan plan, RateLabel label, LongSupplier latency) {
        return VirtualZoom.perSecond(calls, limit(plan, label), latency);
    }

    private static int limit(Plan plan, RateLabel label) {
        return plan.limit(ProductClass.STANDARD, label).permits();
    }

    private void other(VirtualZoom zoom, Duration every) {
        calls.timer.schedule(() -> {
            zoom.take();
            other(zoom, every);
        }, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private List<CompletableFuture<Void>> start(VirtualZoom zoom, Plan plan, RateLabel label, int count) {
        List<CompletableFuture<Void>> all = new ArrayList<>(count);
        Caller caller = new Caller("acme", "somebody", plan);
        for (int i = 0; i < count; i++) {
            all.add(zoom.call(Calls.request(caller, "one", label, Priority.BULK)));
        }
        return all;
    }

    /** Makes all calls at once; gives the seconds until the last one is answered. */
    private double run(VirtualZoom zoom, Plan plan, RateLabel label, int count) {
        Instant start = calls.now();
        CompletableFuture<Void> all = CompletableFuture.allOf(
                start(zoom, plan, label, count).toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            assertThat(calls.timer.runNext()).as("somebody wakes up").isTrue();
        }
        assertThat(all).isCompleted();
        return Duration.between(start, calls.now()).toMillis() / 1000.0;
    }
}
