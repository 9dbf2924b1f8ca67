package io.github.camelzoom.consumer.register;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.Subscription;
import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.consumer.register.RegistrationStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens in which order, with a Zoom whose answers come when the test wants them to. */
class WebhookRegistrationTest {

    private static final String URL = "https://example.com/zoom/events";

    private final HandRunScheduler timer = new HandRunScheduler(new FakeClock());
    private final FakeZoom zoom = new FakeZoom();
    private boolean listening = true;

    /** Does what it is asked for when {@link #next} says so. */
    private static final class FakeZoom implements Subscriptions {

        private final Map<String, Subscription> all = new LinkedHashMap<>();
        private final List<Runnable> asked = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private RuntimeException trouble;
        private int made;

        @Override
        public CompletionStage<List<Subscription>> list(String accountId) {
            return ask("list", () -> List.copyOf(all.values()));
        }

        @Override
        public CompletionStage<String> create(Map<String, Object> request) {
            return ask("create", () -> {
                // Ids come in no order.
                String id = Integer.toHexString(++made * 0x9E3779B9);
                all.put(id, new Subscription(id, (String) request.get("event_subscription_name"), (String) request.get(
                        "event_webhook_url"), texts(request.get("events")), true));
                return id;
            });
        }

        @SuppressWarnings("unchecked")
        private static Set<String> texts(Object events) {
            return (Set<String>) events;
        }

        @Override
        public CompletionStage<Void> delete(String id) {
            return ask("delete", () -> {
                all.remove(id);
                return null;
            });
        }

        private <T> CompletionStage<T> ask(String name, Supplier<T> answer) {
            CompletableFuture<T> later = new CompletableFuture<>();
            asked.add(() -> {
                calls.add(name);
                if (trouble != null) {
                    later.completeExceptionally(trouble);
                } else {
                    later.complete(answer.get());
                }
            });
            return later;
        }

        boolean next(Random order) {
            if (asked.isEmpty()) {
                return false;
            }
            asked.remove(order == null ? 0 : order.nextInt(asked.size())).run();
            return true;
        }

        void all() {
            while (next(null)) {
                assertThat(calls).hasSizeLessThan(1000);
            }
        }
    }

    private WebhookRegistration registration(String... events) {
        return new WebhookRegistration(new SubscriptionPlan(URI.create(URL), Set.of(events), "A1", Map.of(), Secret.of("s")),
                zoom, () -> listening, timer, Runnable::run, new Random(7));
    }

    private void pass(Duration time) {
        timer.advance(time);
        zoom.all();
    }

    @Test
    void nothingIsAskedBeforeTheServerListens() {
        listening = false;
        WebhookRegistration registration = registration("e");
        registration.start("in");
        pass(Duration.ofMinutes(1));
        assertThat(zoom.calls).isEmpty();
        assertThat(registration.status().phase()).isEqualTo(Phase.REGISTERING);
        listening = true;
        pass(Duration.ofSeconds(1));
        assertThat(registration.status()).isEqualTo(RegistrationStatus.registered(zoom.all.keySet().iterator().next()));
        assertThat(zoom.calls).containsExactly("list", "create", "list");
    }

    @Test
    void aSecondStartAdopts() {
        registration("e").start("in");
        pass(Duration.ofSeconds(1));
        WebhookRegistration second = registration("e");
        second.start("in");
        pass(Duration.ofSeconds(1));
        assertThat(zoom.calls).containsExactly("list", "create", "list", "list");
        assertThat(second.status().subscriptionId()).isEqualTo(zoom.all.keySet().iterator().next());
    }

    @Test
    void otherEventsReplaceTheSubscriptionWithoutAGap() {
        registration("e").start("in");
        pass(Duration.ofSeconds(1));
        zoom.calls.clear();
        registration("e", "f").start("in");
        pass(Duration.ofSeconds(1));
        assertThat(zoom.calls).containsExactly("list", "create", "list", "delete");
        assertThat(zoom.all.values()).singleElement().satisfies(one -> assertThat(one.events()).containsExactlyInAnyOrder("e",
                "f"));
    }

    @Test
    void failuresAreToldAndTriedAgainWithGrowingPauses() {
        zoom.trouble = new IllegalStateException("URL validation failed");
        WebhookRegistration registration = registration("e");
        registration.start("in");
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
        registration.start("in");
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
        registration.start("in");
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
        registration.start("in");
        timer.advance(Duration.ZERO);
        zoom.next(null);
        CompletableFuture<Void> gone = registration.remove().toCompletableFuture();
        // The list of the removal is answered before the creation is.
        zoom.asked.remove(1).run();
        assertThat(gone).isCompleted();
        zoom.all();
        assertThat(zoom.all).isEmpty();
        assertThat(registration.status()).isEqualTo(RegistrationStatus.STOPPED);
    }

    @Test
    void aRemovalThatFailsIsNoFailureOfTheRoute() {
        WebhookRegistration registration = registration("e");
        registration.start("in");
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
            nodes.forEach(node -> node.start("in"));
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
