package io.github.camelzoom.client.event;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.SubscriptionPlan.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubscriptionPlanTest {

    private static final String URL = "https://example.com/zoom/events";
    private static final String NAME = "camel-zoom in";

    private final SubscriptionPlan plan = plan(Map.of(), "meeting.started", "meeting.ended");

    private static SubscriptionPlan plan(Map<String, Object> header, String... events) {
        return new SubscriptionPlan(URI.create(URL), Set.of(events), "A1", header, Secret.of("s"));
    }

    private static Subscription listed(String id, String name, String url, boolean byApi, String... events) {
        return new Subscription(id, name, url, Set.of(events), byApi);
    }

    private static Subscription own(String id, String... events) {
        return listed(id, NAME, URL, true, events);
    }

    private Decision decide(Subscription... all) {
        return plan.decide(List.of(all), null, "in");
    }

    @Test
    void withoutASubscriptionOneIsMade() {
        assertThat(decide()).isEqualTo(new Decision(null, List.of(), true));
        assertThat(plan.request("in", plan.events())).containsEntry("event_subscription_name", NAME)
                .containsEntry("event_webhook_url", URL)
                .containsEntry("subscription_scope", "account").containsEntry("account_id", "A1")
                .containsEntry("events", Set.of("meeting.started", "meeting.ended")).doesNotContainKey("custom_header");
    }

    @Test
    void theOneThatIsThereIsKept() {
        assertThat(decide(own("b", "meeting.ended", "meeting.started"))).isEqualTo(new Decision("b", List.of(), false));
    }

    @Test
    void ofSeveralTheLowestIdIsKeptByEveryNode() {
        assertThat(decide(own("b", "meeting.ended", "meeting.started"), own("a", "meeting.ended", "meeting.started")))
                .isEqualTo(
                        new Decision("a", List.of("b"), false));
    }

    @Test
    void withOtherEventsANewOneIsMadeBeforeTheOldOneGoes() {
        Subscription old = own("a", "meeting.started");
        assertThat(decide(old)).isEqualTo(new Decision(null, List.of(), true));
        assertThat(plan.decide(List.of(old), "z", "in")).as("not listed yet").isEqualTo(new Decision("z", List.of("a"), false));
    }

    @Test
    void oneOfThePortalIsAdoptedWhenItHasAllEvents() {
        Subscription portal = listed("p", "mine", URL, false, "meeting.started", "meeting.ended", "user.created");
        assertThat(decide(portal)).isEqualTo(new Decision("p", List.of(), false));
        assertThat(decide(portal, own("a", "meeting.started"))).as("ours is superfluous").isEqualTo(new Decision("p", List.of(
                "a"), false));
        assertThat(decide(listed("p", "mine", URL, false, "meeting.started")).create()).isTrue();
    }

    @Test
    void thoseOfOthersAreLeftAlone() {
        Subscription elsewhere = listed("e", NAME, "https://staging.example.com/zoom/events", true, "meeting.started");
        Subscription otherRoute = listed("o", "camel-zoom in2", URL, true, "meeting.started");
        Subscription portal = listed("p", NAME, URL, false, "meeting.started");
        assertThat(decide(elsewhere, otherRoute, portal)).isEqualTo(new Decision(null, List.of(), true));
        assertThat(plan.ids(List.of(elsewhere, otherRoute, portal, own("a", "x")), "in")).containsExactly("a");
    }

    @Test
    void changedCredentialsMakeANewOneAndAreNotInItsName() {
        SubscriptionPlan one = plan(Map.of("custom_header_type", 1, "username", "u", "password", "first-pass"), "e");
        SubscriptionPlan two = plan(Map.of("custom_header_type", 1, "username", "u", "password", "second-pass"), "e");
        assertThat(one.name("in")).matches("camel-zoom in #[0-9a-f]{8}").isNotEqualTo(two.name("in"));
        Subscription made = one.made("a", "in", one.events());
        assertThat(one.decide(List.of(made), null, "in").keep()).isEqualTo("a");
        assertThat(two.decide(List.of(made), "b", "in")).isEqualTo(new Decision("b", List.of("a"), false));
        assertThat(two.decide(List.of(listed("p", "x", URL, false, "e")), null, "in").create()).as(
                "what the portal's sends is not known").isTrue();
        assertThat(one.toString() + made).doesNotContain("pass");
    }

    @Test
    void anEntryOfZoomsListIsRead() throws Exception {
        assertThat(Subscription
                .of(new ObjectMapper().readTree("{\"event_subscription_id\":\"a\",\"events\":[\"Meeting.started \"],"
                        + "\"event_webhook_url\":\"" + URL + "\",\"created_source\":\"default\"}")))
                .isEqualTo(new Subscription("a",
                        null, URL, Set.of("meeting.started"), false));
    }

    @ParameterizedTest
    @CsvSource({ "https://example.com, https://example.com/zoom/events",
            "https://example.com/, https://example.com/zoom/events",
            "https://example.com:8443/proxied/in, https://example.com:8443/proxied/in",
            "http://127.0.0.1:8080, http://127.0.0.1:8080/zoom/events" })
    void aUrlWithoutAPathGetsThatOfTheServer(String given, String url) {
        assertThat(SubscriptionPlan.publicUrl("webhookUrl", given, "/zoom/events")).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = { "example.com", "http://example.com", "https://u:p@example.com", "https://example.com/#x", "a b",
            "ftp://example.com" })
    void whatZoomCannotCallIsRefused(String url) {
        assertThatThrownBy(() -> SubscriptionPlan.publicUrl("webhookUrl", url, "/zoom/events")).hasMessageContaining(
                "webhookUrl").hasMessageNotContaining("u:p");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "meeting.*", "*", "meeting.started,*" })
    void eventsHaveToBeNamed(String types) {
        assertThatThrownBy(() -> EventTypes.names(types)).hasMessageContaining("eventTypes").hasMessageContaining("*");
    }

    @Test
    void namesAreTakenAsTheyStand() {
        assertThat(EventTypes.names("meeting.started, app_deauthorized")).containsExactly("app_deauthorized",
                "meeting.started");
        assertThatThrownBy(() -> EventTypes.names("a b")).hasMessageContaining("a b");
    }
}
