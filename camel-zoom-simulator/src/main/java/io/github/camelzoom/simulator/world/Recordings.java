package io.github.camelzoom.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.LazyList;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSessions;

/**
 * Cloud recordings of an account, by meeting instance. Download addresses are stored as paths; the server's own address is put in
 * front when they are shown. Guarded by the account's lock.
 */
public final class Recordings {

    private static final Duration LENGTH = Duration.ofMinutes(30);

    private static final int LATE_FILE_SIZE = 1_000;

    private final String accountId;
    private final Ids ids;
    private final Map<String, ObjectNode> byUuid = new LinkedHashMap<>();
    private final Map<String, ObjectNode> trash = new LinkedHashMap<>();
    private SyntheticAccount synthetic;

    Recordings(String accountId, Ids ids) {
        this.accountId = accountId;
        this.ids = ids;
    }

    void synthetic(SyntheticAccount account) {
        synthetic = account;
    }

    /** A host's recordings from one instant until before another, computed ones first. */
    public List<ObjectNode> ofHost(String userId, Instant from, Instant until) {
        List<ObjectNode> stored = new ArrayList<>();
        for (ObjectNode recording : byUuid.values()) {
            Instant start = Instant.parse(recording.get("start_time").asText());
            if (recording.get("host_id").asText().equals(userId) && !start.isBefore(from) && start.isBefore(until)) {
                stored.add(recording);
            }
        }
        OptionalInt user = synthetic == null || !synthetic.size().recorded()
                ? OptionalInt.empty()
                : synthetic.userIndex(userId);
        return user.isEmpty()
                ? stored
                : LazyList
                        .<ObjectNode>of(synthetic.meetings().ofHost(user.getAsInt(), from, until, SyntheticSessions::recording))
                        .then(stored);
    }

    /** A host's recordings in the trash. */
    public List<ObjectNode> trashed(String userId) {
        return trash.values().stream().filter(r -> r.get("host_id").asText().equals(userId)).toList();
    }

    /** Adds the recording of a meeting: a video and an audio file. */
    public ObjectNode add(ObjectNode meeting, Instant start) {
        ObjectNode recording = JsonNodeFactory.instance.objectNode();
        Instant from = start.truncatedTo(ChronoUnit.SECONDS);
        String uuid = meeting.get("uuid").asText();
        recording.put("uuid", uuid).set("id", meeting.get("id"));
        recording.put("account_id", accountId).set("host_id", meeting.get("host_id"));
        recording.set("topic", meeting.get("topic"));
        recording.put("type", "2").put("start_time", from.toString()).put("duration", LENGTH.toMinutes());
        ArrayNode files = recording.putArray("recording_files");
        file(files, uuid, from, "MP4", "shared_screen_with_speaker_view", 40_000);
        file(files, uuid, from, "M4A", "audio_only", 4_000);
        recording.put("total_size", 44_000).put("recording_count", 2);
        byUuid.put(uuid, recording);
        return recording;
    }

    /** Adds a file that came later than the others. */
    public ObjectNode addFile(ObjectNode recording, String type, String recordingType, String status) {
        ArrayNode files = recording.withArrayProperty("recording_files");
        Instant from = Instant.parse(recording.get("start_time").asText());
        file(files, recording.get("uuid").asText(), from, type, recordingType, status.equals("completed") ? LATE_FILE_SIZE : 0);
        ObjectNode file = (ObjectNode) files.get(files.size() - 1);
        file.put("status", status);
        recording.put("recording_count", files.size());
        return file;
    }

    private void file(ArrayNode files, String uuid, Instant from, String type, String recordingType, int size) {
        String id = ids.plain();
        files.addObject().put("id", id).put("meeting_id", uuid).put("recording_start", from.toString())
                .put("recording_end", from.plus(LENGTH).toString()).put("file_type", type).put("file_extension", type)
                .put("file_size", size).put("download_url", "/rec/download/" + id).put("play_url", "/rec/play/" + id)
                .put("status", "completed").put("recording_type", recordingType);
    }

    /** By UUID, or by number: then the last instance. */
    public Optional<ObjectNode> find(String idOrUuid) {
        List<ObjectNode> matches = byUuid.values().stream()
                .filter(r -> r.get("uuid").asText().equals(idOrUuid) || r.get("id").asText().equals(idOrUuid)).toList();
        return matches.isEmpty()
                ? Optional.ofNullable(synthetic).map(s -> s.recording(idOrUuid))
                : Optional.of(matches.get(matches.size() - 1));
    }

    /** The file with this id, wherever it is. */
    public Optional<ObjectNode> file(String fileId) {
        for (ObjectNode recording : byUuid.values()) {
            for (var file : recording.get("recording_files")) {
                if (file.get("id").asText().equals(fileId)) {
                    return Optional.of((ObjectNode) file);
                }
            }
        }
        return Optional.ofNullable(synthetic).map(s -> s.recordingFile(fileId));
    }

    /** Moves one to the trash or deletes it for good. */
    public void remove(ObjectNode recording, boolean forGood) {
        String uuid = recording.get("uuid").asText();
        byUuid.remove(uuid);
        if (!forGood) {
            trash.put(uuid, recording);
        }
    }

    /** Takes one out of the trash; false when it is not there. */
    public boolean recover(String uuid) {
        ObjectNode recording = trash.remove(uuid);
        if (recording != null) {
            byUuid.put(uuid, recording);
        }
        return recording != null;
    }
}
