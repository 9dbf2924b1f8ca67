package io.github.camelzoom.consumer.recover;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks that did not come. */
class WebhookRecoveryTest extends RecoveryRouteSupport {

    @Test
    void webhooksThatDidNotComeWhileTheProcessWasDownAreRecovered() throws Exception {
        CamelContext first = webhookProcess(WEBHOOK);
        lookedUpSince(first, Instant.EPOCH);
        SimulatedEvent live = zoom().meetingEnds(host(), "live");
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, live.json()).statusCode()).isEqualTo(200);
        arrived(1);
        assertThat(health(first).call().getState()).isEqualTo(HealthCheck.State.UP);
        first.stop();
        SimulatedEvent down = zoom().recordingCompletes(host(), "down");
        CamelContext second = webhookProcess(WEBHOOK);
        lookedUpSince(second, Instant.EPOCH);
        // Zoom's repetition comes after the recovery.
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, down.json()).statusCode()).isEqualTo(200);
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, live.json()).statusCode()).isEqualTo(200);
        assertThat(topics("WEBHOOK")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("down");
    }

    @Test
    void webhooksThatZoomHasGivenUpAreRecoveredFromTimeToTime() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext context = webhookProcess(WEBHOOK);
        lookedUpSince(context, Instant.EPOCH);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        lookedUpSince(context, Instant.now());
        assertThat(topics("RECOVERED")).containsExactly("never sent");
    }

    @Test
    void withoutAnAccountIdTheUserIsAskedForItAndTheBearerIsOnRecoveredEventsToo() throws Exception {
        interval = Duration.ofMillis(200);
        SimulatedApp app = account().generalApp();
        special = app;
        CamelContext context = process();
        ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
        component.getConfiguration().setAccountId(null);
        component.setOauthVerifier(ZOOM.simulator().consents().approve(URI.create(ZOOM.simulator().oauthUrl()
                + "/authorize?response_type=code&client_id=" + app.clientId() + "&redirect_uri=http%3A%2F%2Flocalhost%3A33333"),
                host()).toString());
        webhooks = WebhookSender.start(context);
        route(context, WEBHOOK + "&injectAuthorization=true");
        lookedUpSince(context, Instant.EPOCH);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        assertThat(ZOOM.simulator().journal().apiRequests("users/get")).hasSize(1);
        assertThat(arrived.get(0).getHeader("CamelZoomAccountId")).isEqualTo(account().id());
        assertThat(arrived.get(0).getHeader("Authorization", String.class)).startsWith("Bearer ");
    }

    @Test
    void camelWebhookRecoversToo() throws Exception {
        interval = Duration.ofMillis(200);
        webhookProcess("webhook:zoom:events?recover=true&webhookPath=/hooks&webhookAutoRegister=false&secretToken="
                + WebhookSender.SECRET);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        assertThat(topics("RECOVERED")).containsExactly("never sent");
    }
}
