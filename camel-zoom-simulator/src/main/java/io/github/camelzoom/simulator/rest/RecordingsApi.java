package io.github.camelzoom.simulator.rest;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.synthetic.LazyList;
import io.github.camelzoom.simulator.world.Recordings;

/** Cloud recordings: per user, per meeting, trash and recovery. */
final class RecordingsApi {

    private final Pages pages;
    private final DateWindows windows;
    private final Downloads downloads;
    private final Supplier<String> origin;

    RecordingsApi(Pages pages, DateWindows windows, Downloads downloads, Supplier<String> origin) {
        this.pages = pages;
        this.windows = windows;
        this.downloads = downloads;
        this.origin = origin;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("users/recordings/list", this::list);
        handlers.put("meetings/recordings/get", this::get);
        handlers.put("meetings/recordings/deleteAll", this::deleteAll);
        handlers.put("meetings/recordings/delete", this::delete);
        handlers.put("meetings/recordings/status/updateByMeetingUUID", this::recover);
    }

    /** The window defaults to the present UTC day and is cut to one month without a word. */
    private Answer list(ApiCall call) {
        String userId = UsersApi.user(call).get("id").asText();
        DateWindow window = windows.of(call);
        Recordings recordings = call.data().recordings();
        List<ObjectNode> found = call.query("trash", "false").equals("true")
                ? recordings.trashed(userId)
                : recordings.ofHost(userId, window.from(), window.until());
        ObjectNode page = pages.page(call, LazyList.of(found.size(), i -> shown(found.get(i))));
        page.put("from", window.firstDay().toString()).put("to", window.lastDay().toString());
        return Answer.json(200, page);
    }

    private Answer get(ApiCall call) {
        ObjectNode answer = shown(recording(call));
        if (call.query("include_fields", "").contains("download_access_token")) {
            answer.put("download_access_token", downloads.issueToken(call.data().accountId()));
        }
        return Answer.json(200, answer);
    }

    private Answer deleteAll(ApiCall call) {
        call.data().recordings().remove(recording(call), call.query("action", "trash").equals("delete"));
        return Answer.empty(204);
    }

    private Answer delete(ApiCall call) {
        Iterator<JsonNode> files = recording(call).get("recording_files").iterator();
        while (files.hasNext()) {
            if (files.next().get("id").asText().equals(call.path("recordingId"))) {
                files.remove();
                return Answer.empty(204);
            }
        }
        throw noRecording();
    }

    private Answer recover(ApiCall call) {
        if (!call.data().recordings().recover(call.path("meetingUUID"))) {
            throw noRecording();
        }
        return Answer.empty(call.operation().successStatus());
    }

    private static ObjectNode recording(ApiCall call) {
        String id = call.path("meetingId");
        return call.data().recordings().find(id).orElseThrow(
                () -> call.data().meetings().find(id).isPresent() ? noRecording() : ApiFailure.noSuchMeeting(id));
    }

    private static ApiFailure noRecording() {
        return new ApiFailure(404, 3301, "This recording does not exist.");
    }

    private ObjectNode shown(ObjectNode recording) {
        ObjectNode copy = recording.deepCopy();
        copy.path("recording_files").forEach(f -> {
            ObjectNode file = (ObjectNode) f;
            file.put("download_url", origin.get() + file.get("download_url").asText());
            file.put("play_url", origin.get() + file.get("play_url").asText());
        });
        return copy;
    }
}
