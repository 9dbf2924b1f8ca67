package io.github.camelzoom.simulator.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.world.AccountData;
import io.github.camelzoom.simulator.world.Ids;
import io.github.camelzoom.simulator.world.PastSessions.Past;
import io.github.camelzoom.simulator.world.SessionKind;

/**
 * What happens in one account: it is in the account's lists from now on, and the event is what Zoom tells of it. A client that misses
 * the event finds the same thing in {@code report/history_meetings/list} or {@code users/recordings/list}. For accounts without computed
 * contents, whose reports are computed too.
 *
 * <pre>
 * SimulatedEvent ended = zoom.events().in(account).meetingEnds(host, "Weekly");
 * zoom.events().emit(ended); // or nobody is told
 * </pre>
 */
public final class Happenings {

    private static final Duration LENGTH = Duration.ofMinutes(30);
    /** Zoom tells a little later than it happens. */
    private static final Duration DELAY = Duration.ofMillis(1_234);

    private final AccountData data;
    private final InstantSource clock;
    private final Ids ids;

    Happenings(AccountData data, InstantSource clock, Ids ids) {
        this.data = data;
        this.clock = clock;
        this.ids = ids;
    }

    /** A meeting ends now, after half an hour. */
    public SimulatedEvent meetingEnds(SimulatedUser host, String topic) {
        return ends(SessionKind.MEETING, host, topic, now());
    }

    /** A meeting ended at that time. */
    public SimulatedEvent meetingEnded(SimulatedUser host, String topic, Instant end) {
        return ends(SessionKind.MEETING, host, topic, end.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A webinar ends now, after half an hour. */
    public SimulatedEvent webinarEnds(SimulatedUser host, String topic) {
        return ends(SessionKind.WEBINAR, host, topic, now());
    }

    private SimulatedEvent ends(SessionKind kind, SimulatedUser host, String topic, Instant end) {
        Past past = data.end(kind, host.id(), topic, end.minus(LENGTH), end);
        ObjectNode session = past.session();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("duration", session.get("duration").asInt()).put("start_time", past.start().toString());
        object.put("timezone", session.get("timezone").asText()).put("end_time", past.end().toString());
        object.put("topic", topic).put("id", session.get("id").asText()).put("type", session.get("type").asInt());
        object.put("uuid", session.get("uuid").asText()).put("host_id", host.id());
        return event(kind.label().toLowerCase(Locale.ROOT) + ".ended", object);
    }

    /** The recording of a meeting that ended now is ready. */
    public SimulatedEvent recordingCompletes(SimulatedUser host, String topic) {
        return recordingCompleted(data.addRecording(host.id(), topic, now().minus(LENGTH)));
    }

    /** A meeting that ended now has a recording whose files are being processed; returns its UUID. */
    public String recordingProcesses(SimulatedUser host, String topic) {
        String uuid = data.addRecording(host.id(), topic, now().minus(LENGTH)).get("uuid").asText();
        data.recordingStatus(uuid, "processing");
        return uuid;
    }

    /** The files of that recording are ready now. */
    public SimulatedEvent recordingCompletes(String uuid) {
        return recordingCompleted(data.recordingStatus(uuid, "completed"));
    }

    private SimulatedEvent recordingCompleted(ObjectNode recording) {
        ObjectNode object = recording.deepCopy();
        object.put("type", object.get("type").asInt()).put("timezone", "UTC");
        object.path("recording_files").forEach(file -> ((ObjectNode) file)
                .put("download_url", "https://zoom.us/rec/webhook_download/" + ids.text(12))
                .put("play_url", "https://zoom.us/rec/play/" + ids.text(12)));
        return event("recording.completed", object);
    }

    private SimulatedEvent event(String name, ObjectNode object) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("event", name);
        ObjectNode payload = body.putObject("payload").put("account_id", data.accountId());
        payload.set("object", object);
        body.put("event_ts", clock.instant().plus(DELAY).toEpochMilli());
        if (name.startsWith("recording.")) {
            body.put("download_token", ids.text(48));
        }
        return SimulatedEvent.of(body);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
