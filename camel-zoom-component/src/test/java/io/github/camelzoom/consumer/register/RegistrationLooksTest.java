package io.github.camelzoom.consumer.register;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.Subscription;
import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.consumer.register.RegistrationStatus.Phase;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes of a subscription while routes run. */
class RegistrationLooksTest {

    private static final String URL = "https://example.com/zoom/events";
    private static final String NAME = "camel-zoom in";
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final FakeZoom zoom = new FakeZoom();
    private int live;

    private WebhookRegistration node(Duration interval, String... events) {
        return new WebhookRegistration(new SubscriptionPlan(URI.create(URL), Set.of(events), "A1", Map.of(), Secret.of("s")),
                zoom, () -> true, interval, timer, Runnable::run, new Random(7), clock);
    }

    private WebhookRegistration started(String... events) {
        WebhookRegistration node = node(HOUR, events);
        node.start("in", () -> live++);
        pass(Duration.ofMinutes(2));
        assertThat(node.status().phase()).isEqualTo(Phase.REGISTERED);
        zoom.calls.clear();
        live = 0;
        return node;
    }

    /** Answers are there at once, but for what is asked within a minute. */
    private void pass(Duration time) {
        Duration step = Duration.ofMinutes(1);
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(step)) {
            timer.advance(left.compareTo(step) < 0 ? left : step);
            zoom.all();
        }
    }

    private Subscription only() {
        assertThat(zoom.all).hasSize(1);
        return zoom.all.values().iterator().next();
    }

    private void change(String id, String name, String url, String... events) {
        zoom.all.put(id, new Subscription(id, name, url, Set.of(events), true));
    }

    private static HealthCheck.Result health(WebhookRegistration of) {
        return new RegistrationHealthCheck("in", of).call();
    }

    @Test
    void whatIsInOrderIsOnlyLookedAtAndNotTooOften() {
        WebhookRegistration node = started("e");
        pass(HOUR.multipliedBy(10));
        assertThat(zoom.calls).containsOnly("list").hasSizeBetween(10, 20);
        assertThat(Duration.between(node.status().checked(), clock.instant())).isLessThan(HOUR);
        assertThat(health(node).getDetails()).containsEntry("zoom.registration.checked", node.status().checked().toString());
        assertThat(live).isZero();
    }

    @Test
    void whatWasDeletedAtZoomIsMadeAgainAndWhatWasMissedIsAskedFor() {
        WebhookRegistration node = started("e");
        zoom.all.clear();
        pass(HOUR);
        assertThat(zoom.calls).startsWith("list", "create", "list").contains("list").doesNotContain("delete");
        assertThat(node.status().subscriptionId()).isEqualTo(only().id());
        assertThat(live).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "https://elsewhere.example.com/, e;f, 2", URL + ", e, 1" })
    void whatWasChangedAtZoomIsReplacedUnlessItGoesElsewhere(String url, String events, int left) {
        WebhookRegistration node = started("e", "f");
        String first = only().id();
        change(first, NAME, url, events.split(";"));
        pass(HOUR);
        assertThat(zoom.count("create")).isEqualTo(1);
        assertThat(zoom.all).hasSize(left).containsKey(node.status().subscriptionId());
        assertThat(zoom.all.get(node.status().subscriptionId()).events()).containsExactlyInAnyOrder("e", "f");
        assertThat(node.status().subscriptionId()).isNotEqualTo(first);
        assertThat(live).isEqualTo(1);
    }

    @Test
    void moreEventsOrAnotherNameAtZoomAreLeft() {
        WebhookRegistration node = started("e");
        change(only().id(), "mine now", URL, "e", "f");
        pass(HOUR.multipliedBy(3));
        assertThat(zoom.calls).containsOnly("list");
        assertThat(node.status().phase()).isEqualTo(Phase.REGISTERED);
    }

    @Test
    void oneThatSomebodyElseHasMadeInsteadIsTakenOver() {
        WebhookRegistration node = started("e");
        zoom.all.clear();
        String made = zoom.put("of the portal", URL, Set.of("e", "g"));
        pass(HOUR);
        assertThat(zoom.calls).containsOnly("list");
        assertThat(node.status().subscriptionId()).isEqualTo(made);
        assertThat(live).as("there was a time without").isEqualTo(1);
    }

    @Test
    void whenZoomCannotBeAskedThenItIsTriedAgainSoonerAndToldWhenItLasts() {
        WebhookRegistration node = started("e");
        zoom.trouble = new IllegalStateException("down");
        pass(HOUR.plusMinutes(10));
        assertThat(node.status().problem()).isEqualTo("down");
        assertThat(health(node).getState()).as("events come").isEqualTo(HealthCheck.State.UP);
        pass(HOUR);
        assertThat(zoom.calls.size()).isBetween(15, 60);
        assertThat(health(node).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health(node).getMessage()).hasValueSatisfying(text -> assertThat(text).contains(URL, "not known", "down"));
        zoom.trouble = null;
        pass(Duration.ofMinutes(5));
        assertThat(health(node).getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health(node).getDetails()).doesNotContainKey("zoom.problem");
        assertThat(live).isZero();
    }

    @Test
    void whatIsMissingAndCannotBeMadeIsToldAtOnceAndMadeAsSoonAsItCan() {
        WebhookRegistration node = started("e");
        zoom.all.clear();
        zoom.refused = events -> true;
        pass(HOUR);
        assertThat(health(node).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health(node).getMessage()).hasValueSatisfying(text -> assertThat(text).contains("not registered",
                "not allowed"));
        assertThat(zoom.count("create")).isBetween(5L, 40L);
        zoom.refused = events -> false;
        pass(Duration.ofMinutes(5));
        assertThat(health(node).getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(only().id()).isEqualTo(node.status().subscriptionId());
        assertThat(live).isEqualTo(1);
    }

    @Test
    void withoutAnIntervalNobodyLooksAndNoTimerIsLeft() {
        WebhookRegistration node = node(Duration.ZERO, "e");
        node.start("in", () -> live++);
        pass(Duration.ofMinutes(1));
        assertThat(zoom.calls).containsExactly("list", "create", "list");
        assertThat(timer.size()).isZero();
        pass(HOUR.multipliedBy(5));
        assertThat(health(node).getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void afterStopNothingRunsAndNoTimerIsLeft() {
        WebhookRegistration node = started("e");
        node.stop();
        assertThat(timer.size()).isZero();
        zoom.all.clear();
        pass(HOUR.multipliedBy(3));
        assertThat(zoom.calls).isEmpty();
        node.start("in", () -> live++);
        pass(HOUR);
        assertThat(zoom.all).hasSize(1);
        assertThat(timer.size()).isEqualTo(1);
    }

    @Test
    void aLookUnderWayWhenTheRouteStopsMakesNothing() {
        WebhookRegistration node = started("e");
        zoom.all.clear();
        timer.advance(HOUR);
        node.stop();
        zoom.all();
        assertThat(zoom.calls).containsExactly("list");
        assertThat(node.status()).isEqualTo(RegistrationStatus.STOPPED);
    }

    /** A look that finds nothing lists, makes, and lists again. */
    @ParameterizedTest
    @CsvSource({ "0,false", "1,false", "2,false", "1,true" })
    void aLookUnderWayWhenTheRouteIsRemovedLeavesNothingBehind(int answered, boolean answerLost) {
        WebhookRegistration node = started("e");
        zoom.all.clear();
        timer.advance(HOUR);
        for (int i = 0; i < answered; i++) {
            zoom.next(null);
        }
        if (answerLost) {
            zoom.put(NAME, URL, Set.of("e"));
            zoom.refused = events -> true;
        }
        CompletableFuture<Void> gone = node.remove().toCompletableFuture();
        // The removal is quicker than what is under way.
        Runnable old = zoom.asked.remove(0);
        zoom.all();
        assertThat(gone).as("the next route of this name has to wait").isNotDone();
        old.run();
        zoom.all();
        assertThat(gone).isCompleted();
        assertThat(zoom.all).isEmpty();
        pass(HOUR.multipliedBy(3));
        assertThat(zoom.all).isEmpty();
        assertThat(timer.size()).isZero();
        assertThat(live).isZero();
        assertThat(node.status()).isEqualTo(RegistrationStatus.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aListThatDoesNotShowWhatWasMadeOrShowsItInAnotherWayBringsNoFurtherOnes(boolean hidden) {
        zoom.shows = one -> hidden ? null : new Subscription(one.id(), one.name(), one.url() + "/", Set.of(), false);
        WebhookRegistration node = started("e");
        pass(HOUR.multipliedBy(10));
        assertThat(zoom.calls).containsOnly("list");
        assertThat(health(node).getState()).isEqualTo(hidden ? HealthCheck.State.DOWN : HealthCheck.State.UP);
        if (hidden) {
            assertThat(health(node).getMessage()).hasValueSatisfying(text -> assertThat(text).contains("does not show"));
        }
    }

    @Test
    void oneThatWasKnownToBeMissingIsMadeAlsoWhenNoneOfOursIsListedLater() {
        zoom.shows = one -> null;
        WebhookRegistration node = started("e");
        zoom.all.clear();
        zoom.shows = one -> one;
        String other = zoom.put(NAME, URL, Set.of("z"));
        zoom.refused = events -> true;
        pass(HOUR);
        assertThat(node.status().phase()).isEqualTo(Phase.REGISTERING);
        zoom.all.remove(other);
        zoom.refused = events -> false;
        pass(HOUR);
        assertThat(only().id()).isEqualTo(node.status().subscriptionId());
    }

    /** Each makes its own, sees both, and takes away the other's. */
    @Test
    void nodesWithOtherEventsThatRemoveEachOthersAtTheirStartNoticeItInAMinute() {
        List<WebhookRegistration> nodes = List.of(node(HOUR, "e"), node(HOUR, "h"));
        nodes.forEach(node -> node.start("in", () -> live++));
        timer.advance(Duration.ZERO);
        zoom.all();
        assertThat(zoom.all).as("the danger").isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(zoom.all.values()).anyMatch(one -> one.events().contains("e")).anyMatch(one -> one.events().contains("h"));
        zoom.calls.clear();
        pass(HOUR.multipliedBy(5));
        assertThat(zoom.calls).as("they are at rest after one more look").filteredOn(call -> !call.equals("list"))
                .hasSizeLessThan(5);
        assertThat(zoom.all.values()).anyMatch(one -> one.events().contains("e")).anyMatch(one -> one.events().contains("h"));
    }

    @Test
    void nodesThatLookTogetherMakeOneAndOnceThereIsOneThereIsAlwaysOne() {
        for (int seed = 0; seed < 500; seed++) {
            Random order = new Random(seed);
            List<WebhookRegistration> nodes = IntStream.range(0, 4).mapToObj(i -> started("e", "f")).toList();
            zoom.all.clear();
            timer.advance(HOUR);
            boolean there = false;
            while (zoom.next(order)) {
                there |= !zoom.all.isEmpty();
                assertThat(zoom.all.isEmpty()).as("seed " + seed).isEqualTo(!there);
            }
            String id = only().id();
            pass(HOUR);
            assertThat(nodes).allSatisfy(node -> assertThat(node.status().subscriptionId()).isEqualTo(id));
            nodes.forEach(WebhookRegistration::stop);
        }
    }

    @Test
    void nodesWithOtherEventsComeToRestAndAllOfThemGetTheirs() {
        for (int seed = 0; seed < 40; seed++) {
            Random order = new Random(seed);
            zoom.all.clear();
            List<WebhookRegistration> nodes = Stream.of("e", "e,f", "e,g", "h", "e,f").map(events -> node(HOUR, events.split(
                    ","))).toList();
            nodes.forEach(node -> node.start("in", () -> live++));
            for (int minute = 0; minute < 4 * 60; minute++) {
                timer.advance(Duration.ofMinutes(1));
                for (int i = order.nextInt(40); i > 0 && zoom.next(order); i--) {
                    assertThat(zoom.calls.size()).isLessThan(5000);
                }
            }
            zoom.all();
            zoom.calls.clear();
            live = 0;
            pass(HOUR.multipliedBy(10));
            assertThat(zoom.calls).as("seed " + seed).containsOnly("list");
            assertThat(live).isZero();
            for (Set<String> wanted : List.of(Set.of("e", "f"), Set.of("e", "g"), Set.of("h"))) {
                assertThat(zoom.all.values()).as(wanted + " with seed " + seed)
                        .anyMatch(one -> one.events().containsAll(wanted));
            }
            nodes.forEach(WebhookRegistration::stop);
            zoom.calls.clear();
        }
    }

    /** Old nodes want e and f, new ones e and g; they run side by side for hours, and look meanwhile. */
    @Test
    void aRolloutThatTakesHoursDoesNotFlapAndLeavesWhatTheNewVersionWants() {
        List<WebhookRegistration> old = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> old.add(started("e", "f")));
        for (int i = 0; i < 3; i++) {
            WebhookRegistration fresh = started("e", "g");
            assertThat(only().events()).as("the new one has its way at once").containsExactlyInAnyOrder("e", "g");
            pass(HOUR.multipliedBy(5));
            assertThat(only().events()).as("and the old ones get theirs as well").contains("e", "f", "g");
            assertThat(zoom.count("create")).as("once for each start").isEqualTo(1);
            if (i < 2) {
                old.remove(0).stop();
            }
            assertThat(fresh.status().phase()).isEqualTo(Phase.REGISTERED);
        }
        started("e", "g");
        old.remove(0).stop();
        pass(HOUR.multipliedBy(10));
        assertThat(only().events()).containsExactlyInAnyOrder("e", "g");
    }

    @Test
    void whenWhatOtherNodesWantIsRefusedTheOwnEventsAreSubscribedToBesides() {
        WebhookRegistration node = started("e", "f");
        zoom.all.clear();
        zoom.put(NAME, URL, Set.of("e", "lost scope"));
        zoom.refused = events -> events.contains("lost scope");
        pass(HOUR.plusMinutes(1));
        assertThat(zoom.all).hasSize(2);
        assertThat(zoom.all.get(node.status().subscriptionId()).events()).containsExactlyInAnyOrder("e", "f");
        zoom.calls.clear();
        pass(HOUR.multipliedBy(5));
        assertThat(zoom.calls).containsOnly("list");
    }

    /** Old and new nodes check webhooks in other ways, and so take only those that come with their own credentials. */
    @Test
    void nodesWithOtherCredentialsKeepASubscriptionEach() {
        WebhookRegistration old = started("e");
        String taken = only().id();
        WebhookRegistration fresh = new WebhookRegistration(new SubscriptionPlan(URI.create(URL), Set.of("e"), "A1", Map.of(
                "custom_header_type", 1, "username", "u", "password", "p"), Secret.of("s")), zoom, () -> true, HOUR, timer,
                Runnable::run, new Random(8), clock);
        fresh.start("in", () -> live++);
        pass(Duration.ofMinutes(1));
        assertThat(only().id()).isNotEqualTo(taken);
        pass(HOUR.multipliedBy(10));
        assertThat(zoom.count("create")).isLessThanOrEqualTo(2);
        assertThat(zoom.all).containsKey(old.status().subscriptionId()).containsKey(fresh.status().subscriptionId());
    }
}
