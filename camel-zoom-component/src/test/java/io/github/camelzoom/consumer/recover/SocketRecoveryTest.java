package io.github.camelzoom.consumer.recover;

import java.time.Instant;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What was missed while no WebSocket was connected. */
class SocketRecoveryTest extends RecoveryRouteSupport {

    @Test
    void whatHappensWhileTheSocketIsDownIsRecoveredOnceAndWhatArrivedLiveIsNot() throws Exception {
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live meeting"));
        ZOOM.simulator().events().emit(zoom().recordingCompletes(host(), "live recording"));
        arrived(2);
        ZOOM.simulator().events().sockets().refuseHandshakes(1, 503);
        socket().drop();
        soon().until(() -> !socket().connected());
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "missed meeting"));
        ZOOM.simulator().events().emit(zoom().webinarEnds(host(), "missed webinar"));
        ZOOM.simulator().events().emit(zoom().recordingCompletes(host(), "missed recording"));
        assertThat(socket().lost()).hasSize(3);
        connected();
        arrived(5);
        lookedUp(context);
        assertThat(topics("WEBSOCKET")).containsExactly("live meeting", "live recording");
        assertThat(topics("RECOVERED")).containsExactlyInAnyOrder("missed meeting", "missed webinar", "missed recording");
        assertThat(arrived.get(4).getHeaders()).containsKeys("CamelZoomEventKey", "CamelZoomEventTimestamp",
                "CamelZoomObjectUuid").doesNotContainKey("CamelZoomDownloadToken");
    }

    @Test
    void aNewProcessRecoversWhatHappenedMeanwhileAndNothingElse() throws Exception {
        zoom().meetingEnded(host(), "before", ZOOM.simulator().clock().instant().minusSeconds(5));
        CamelContext first = socketProcess();
        lookedUpSince(first, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live"));
        arrived(1);
        first.stop();
        zoom().meetingEnds(host(), "down");
        String late = zoom().recordingProcesses(host(), "late");
        CamelContext second = socketProcess();
        arrived(2);
        lookedUp(second);
        assertThat(topics("RECOVERED")).containsExactly("down");
        zoom().recordingCompletes(late);
        lookedUp(second);
        arrived(3);
        assertThat(topics("WEBSOCKET")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("down", "late");
    }

    @Test
    void onlyKindsThatAreWantedAreListed() throws Exception {
        CamelContext context = process();
        route(context, SOCKET + "&eventTypes=recording.*");
        connected();
        zoom().meetingEnds(host(), "meeting");
        zoom().recordingCompletes(host(), "recording");
        socket().drop();
        arrived(1);
        assertThat(readings()).isZero();
        assertThat(topics("RECOVERED")).containsExactly("recording");
    }

    @Test
    void whatTheRouteFailedWithOverTheSocketComesAgainFromTheList() throws Exception {
        boolean[] failing = { true };
        work = exchange -> {
            if (failing[0]) {
                failing[0] = false;
                throw new IllegalStateException("failing once");
            }
        };
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "meeting"));
        soon().until(() -> !failing[0]);
        lookedUp(context);
        arrived(1);
        assertThat(topics("RECOVERED")).containsExactly("meeting");
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aRouteThatIsStoppedOrSuspendedRecoversNothingAndCatchesUp() throws Exception {
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        context.getRouteController().suspendRoute("events");
        zoom().meetingEnds(host(), "suspended");
        int readings = readings();
        context.getRouteController().resumeRoute("events");
        arrived(1);
        assertThat(readings()).isGreaterThan(readings);
        context.getRouteController().stopRoute("events");
        zoom().meetingEnds(host(), "stopped");
        context.getRouteController().startRoute("events");
        arrived(2);
        lookedUp(context);
        assertThat(topics("RECOVERED")).containsExactly("suspended", "stopped");
    }
}
