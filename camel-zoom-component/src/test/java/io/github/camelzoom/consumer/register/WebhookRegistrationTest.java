package io.github.camelzoom.consumer.register;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.consumer.register.RegistrationStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens in which order, with a Zoom whose answers come when the test wants them to. */
class WebhookRegistrationTest {

    private static final String URL = "https://example.com/zoom/events";

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final FakeZoom zoom = new FakeZoom();
    private boolean listening = true;

    private WebhookRegistration registration(String... events) {
        return new WebhookRegistration(new SubscriptionPlan(URI.create(URL), Set.of(events), "A1", Map.of(), Secret.of("s")),
                zoom, () -> listening, Duration.ofHours(1), timer, Runnable::run, new Random(7), clock);
    }

    private void pass(Duration time) {
        timer.advance(time);
        zoom.all();
    }

    @Test
    void nothingIsAskedBeforeTheServerListens() {
        listening = false;
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        pass(Duration.ofMinutes(1));
        assertThat(zoom.calls).isEmpty();
        assertThat(registration.status().phase()).isEqualTo(Phase.REGISTERING);
        listening = true;
        pass(Duration.ofSeconds(1));
        assertThat(registration.status().subscriptionId()).isEqualTo(zoom.all.keySet().iterator().next());
        assertThat(zoom.calls).containsExactly("list", "create", "list");
    }

    @Test
    void aSecondStartAdopts() {
        registration("e").start("in", () -> {});
        pass(Duration.ofSeconds(1));
        WebhookRegistration second = registration("e");
        second.start("in", () -> {});
        pass(Duration.ofSeconds(1));
        assertThat(zoom.calls).containsExactly("list", "create", "list", "list");
        assertThat(second.status().subscriptionId()).isEqualTo(zoom.all.keySet().iterator().next());
    }

    @Test
    void otherEventsReplaceTheSubscriptionWithoutAGap() {
        registration("e").start("in", () -> {});
        pass(Duration.ofSeconds(1));
        zoom.calls.clear();
        registration("e", "f").start("in", () -> {});
        pass(Duration.ofSeconds(1));
        assertThat(zoom.calls).containsExactly("list", "create", "list", "delete");
        assertThat(zoom.all.values()).singleElement().satisfies(one -> assertThat(one.events()).containsExactlyInAnyOrder("e",
                "f"));
    }

    @Test
    void failuresAreToldAndTriedAgainWithGrowingPauses() {
        zoom.trouble = new IllegalStateException("URL validation failed");
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        pass(Duration.ZERO);
        assertThat(registration.status()).isEqualTo(RegistrationStatus.registering("URL validation failed"));
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(5));
        }
        assertThat(zoom.calls.size()).isBetween(21, 50);
        zoom.trouble = null;
        pass(Duration.ofMinutes(5));
        assertThat(registration.status().phase()).isEqualTo(Phase.REGISTERED);
        pass(Duration.ofHours(1));
        assertThat(zoom.all).hasSize(1);
    }

    @Test
    void pausesGrowToFiveMinutesAndDiffer() {
        Random random = new Random(1);
        assertThat(WebhookRegistration.pause(0, random)).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
        assertThat(WebhookRegistration.pause(3, random)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(WebhookRegistration.pause(1000, random)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void whenTheAnswerToTheCreationIsLostThenNoSecondOneIsMade() {
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        timer.advance(Duration.ZERO);
        zoom.next(null);
        zoom.next(null);
        zoom.trouble = new IllegalStateException("the line broke");
        zoom.all();
        zoom.trouble = null;
        pass(Duration.ofMinutes(1));
        assertThat(registration.status().phase()).isEqualTo(Phase.REGISTERED);
        assertThat(zoom.all).hasSize(1);
        assertThat(zoom.calls).containsOnlyOnce("create");
    }

    @Test
    void stoppingLeavesTheSubscriptionAndRemovingTakesItAway() {
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        pass(Duration.ofSeconds(1));
        registration.stop();
        assertThat(registration.status()).isEqualTo(RegistrationStatus.STOPPED);
        pass(Duration.ofHours(1));
        assertThat(zoom.all).hasSize(1);
        CompletableFuture<Void> gone = registration.remove().toCompletableFuture();
        zoom.all();
        assertThat(gone).isCompleted();
        assertThat(zoom.all).isEmpty();
    }

    @Test
    void whatWasOnItsWayWhenItWasRemovedIsRemovedToo() {
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        timer.advance(Duration.ZERO);
        zoom.next(null);
        CompletableFuture<Void> gone = registration.remove().toCompletableFuture();
        // The list of the removal is answered before the creation is.
        zoom.asked.remove(1).run();
        assertThat(gone).isNotDone();
        zoom.all();
        assertThat(gone).isCompleted();
        assertThat(zoom.all).isEmpty();
        assertThat(registration.status()).isEqualTo(RegistrationStatus.STOPPED);
    }

    @Test
    void aRemovalThatFailsIsNoFailureOfTheRoute() {
        WebhookRegistration registration = registration("e");
        registration.start("in", () -> {});
        pass(Duration.ofSeconds(1));
        zoom.trouble = new IllegalStateException("down");
        CompletableFuture<Void> gone = registration.remove().toCompletableFuture();
        zoom.all();
        assertThat(gone).isCompletedWithValue(null);
    }

    @Test
    void nodesThatStartTogetherEndWithOneSubscriptionAndNeverWithNone() {
        for (int seed = 0; seed < 500; seed++) {
            Random order = new Random(seed);
            zoom.all.clear();
            List<WebhookRegistration> nodes = IntStream.range(0, 4).mapToObj(i -> registration("e", "f")).toList();
            nodes.forEach(node -> node.start("in", () -> {}));
            timer.advance(Duration.ZERO);
            boolean there = false;
            while (zoom.next(order)) {
                there |= !zoom.all.isEmpty();
                assertThat(zoom.all.isEmpty()).as("seed " + seed).isEqualTo(!there);
            }
            assertThat(zoom.all).as("seed " + seed).hasSize(1);
            assertThat(nodes).allSatisfy(node -> assertThat(node.status().phase()).isEqualTo(Phase.REGISTERED));
        }
    }
}
