package io.github.camelzoom.consumer.recover;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lists that fail, and what is refused at the start. */
class RecoveryFailureTest extends RecoveryRouteSupport {

    @Test
    void whenAListIsRefusedThenLiveEventsGoOnAndHealthNamesTheScope() throws Exception {
        special = account().addServerToServerApp("marketplace:write:websocket_connection", "user:read:list_users:admin",
                "cloud_recording:read:list_user_recordings:admin");
        CamelContext context = socketProcess();
        HealthCheck health = health(context);
        soon().untilAsserted(() -> assertThat(health.call().getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("meeting.ended", "report:read:list_history_meetings:admin")));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.callReadiness().getState()).isEqualTo(HealthCheck.State.UP);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live"));
        arrived(1);
        zoom().recordingCompletes(host(), "recording");
        socket().drop();
        arrived(2);
        assertThat(topics("WEBSOCKET")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("recording");
    }

    @Test
    void whenListsFailForAWhileThenNothingIsMissing() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        for (int status : new int[]{ 401, 403, 429, 500 }) {
            ZOOM.simulator().faults().onApi().status(status).times(3);
        }
        zoom().meetingEnds(host(), "meeting");
        zoom().recordingCompletes(host(), "recording");
        HealthCheck health = health(context);
        soon().until(() -> health.call().getState() == HealthCheck.State.DOWN);
        arrived(2);
        soon().until(() -> health.call().getState() == HealthCheck.State.UP);
        assertThat(health.call().getDetails()).containsEntry("zoom.recovery.meeting.ended.recovered", 1L).containsKey(
                "zoom.recovery.recording.completed.last");
        assertThat(topics("RECOVERED")).containsExactlyInAnyOrder("meeting", "recording");
    }

    @Test
    void withoutAConnectionItIsRefusedAtTheStart() throws Exception {
        CamelContext context = process();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration().setOauthClientId(null);
        assertThatThrownBy(() -> route(context, "zoom:events?recover=true&secretToken=x")).hasStackTraceContaining(
                "recover=true needs a connection").hasStackTraceContaining("oauthClientId");
    }

    @Test
    void whatCannotBeRecoveredIsRefusedAtTheStart() throws Exception {
        CamelContext context = process();
        assertThatThrownBy(() -> route(context, "zoom:events?recover=true&eventTypes=user.*&secretToken=x"))
                .hasStackTraceContaining("nothing to recover").hasStackTraceContaining("recording.completed");
    }
}
