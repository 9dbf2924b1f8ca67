package io.github.camelzoom.simulator.world;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;

/**
 * What exists in one account, as the JSON that Zoom would show. Its monitor is the account's lock: handlers hold it while they work,
 * and every method here takes it. Maps and nodes must not be touched without it; what {@code add...} returns is a copy.
 */
public final class AccountData {

    private final String accountId;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, ObjectNode> users = new LinkedHashMap<>();
    private final Sessions meetings;
    private final Sessions webinars;
    private final Recordings recordings;
    private final PastSessions past = new PastSessions();
    private final Chat chat;
    private Optional<SyntheticAccount> synthetic = Optional.empty();

    /** An empty account. */
    public AccountData(String accountId, Ids ids, InstantSource clock) {
        this.accountId = accountId;
        this.ids = ids;
        this.clock = clock;
        this.meetings = new Sessions(SessionKind.MEETING, ids, clock);
        this.webinars = new Sessions(SessionKind.WEBINAR, ids, clock);
        this.recordings = new Recordings(accountId, ids);
        this.chat = new Chat(ids, clock);
    }

    public String accountId() {
        return accountId;
    }

    /** Puts computed contents in front of the stored ones. */
    public synchronized void synthetic(SyntheticAccount contents) {
        synthetic = Optional.of(contents);
        meetings.synthetic(contents, contents.meetings());
        webinars.synthetic(contents, contents.webinars());
        recordings.synthetic(contents);
        chat.synthetic(contents);
    }

    /** The computed contents, if it has any. */
    public synchronized Optional<SyntheticAccount> synthetic() {
        return synthetic;
    }

    /** Users with this status, computed ones first. */
    public synchronized List<ObjectNode> usersWithStatus(String status) {
        List<ObjectNode> stored = users.values().stream().filter(u -> u.get("status").asText().equals(status)).toList();
        return synthetic.filter(s -> status.equals("active")).<List<ObjectNode>>map(s -> s.users().then(stored)).orElse(stored);
    }

    /** Removes a stored user. */
    public synchronized void removeUser(String id) {
        users.remove(id);
    }

    /** Meetings. */
    public Sessions meetings() {
        return meetings;
    }

    /** Webinars. */
    public Sessions webinars() {
        return webinars;
    }

    /** Meetings and webinars that have ended. */
    public PastSessions past() {
        return past;
    }

    /** Cloud recordings. */
    public Recordings recordings() {
        return recordings;
    }

    /** Chat channels and messages. */
    public Chat chat() {
        return chat;
    }

    /** Every stored user, in the order in which they came. */
    public synchronized List<SimulatedUser> users() {
        List<SimulatedUser> result = new ArrayList<>();
        users.values().forEach(u -> result.add(new SimulatedUser(u.get("id").asText(), u.get("email").asText())));
        return result;
    }

    /** The user with this id or e-mail. */
    public synchronized Optional<ObjectNode> user(String idOrEmail) {
        ObjectNode byId = users.get(idOrEmail);
        return byId != null
                ? Optional.of(byId)
                : users.values().stream().filter(u -> u.get("email").asText().equalsIgnoreCase(idOrEmail)).findFirst()
                        .or(() -> syntheticUser(idOrEmail));
    }

    private Optional<ObjectNode> syntheticUser(String idOrEmail) {
        return synthetic.flatMap(s -> s.userIndex(idOrEmail).stream().mapToObj(s::user).findFirst());
    }

    /** Adds an active, licensed user. */
    public synchronized SimulatedUser addUser(String email, String firstName, String lastName) {
        ObjectNode user = newUser(email, 2);
        user.put("first_name", firstName).put("last_name", lastName).put("display_name", firstName + " " + lastName);
        return new SimulatedUser(user.get("id").asText(), email);
    }

    /** Stores a user with what Zoom itself fills in. */
    public synchronized ObjectNode newUser(String email, int type) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        String id = ids.plain();
        user.put("id", id).put("first_name", "").put("last_name", "").put("display_name", "").put("email", email);
        user.put("type", type).put("role_name", users.isEmpty() ? "Owner" : "Member").put("role_id",
                users.isEmpty() ? "0" : "2");
        user.put("pmi", ids.meetingNumber()).put("use_pmi", false).put("timezone", "UTC").put("verified", 1).put("dept", "");
        user.put("created_at", now()).put("user_created_at", now()).put("last_login_time", now()).put("language", "en-US");
        user.put("status", "active").put("account_id", accountId).put("jid",
                id.toLowerCase(Locale.ROOT) + "@xmpp.zoom.us");
        user.putArray("group_ids");
        user.putArray("im_group_ids");
        user.putArray("login_types").add(100);
        users.put(id, user);
        return user;
    }

    /** Adds a scheduled meeting with a UUID as they fall. */
    public synchronized ObjectNode addMeeting(String hostId, String topic) {
        return addMeeting(hostId, topic, ids.meetingUuid());
    }

    /** Adds a scheduled meeting. */
    public synchronized ObjectNode addMeeting(String hostId, String topic, String uuid) {
        return add(meetings, hostId, topic, uuid).deepCopy();
    }

    /** Adds a webinar. */
    public synchronized ObjectNode addWebinar(String hostId, String topic) {
        return add(webinars, hostId, topic, ids.meetingUuid()).deepCopy();
    }

    /** Adds a finished meeting with cloud recording. */
    public synchronized ObjectNode addRecording(String hostId, String topic, Instant start) {
        ObjectNode meeting = add(meetings, hostId, topic, ids.meetingUuid());
        return recordings.add(meeting, start).deepCopy();
    }

    /** Adds a file to a recording; it has no size while it is processed. */
    public synchronized ObjectNode addRecordingFile(String meetingUuid, String fileType, String recordingType, String status) {
        ObjectNode recording = recordings.find(meetingUuid)
                .orElseThrow(() -> new IllegalArgumentException("no recording of " + meetingUuid));
        return recordings.addFile(recording, fileType, recordingType, status).deepCopy();
    }

    /** Sets the status of all files of a recording: {@code processing} or {@code completed}. */
    public synchronized ObjectNode recordingStatus(String meetingUuid, String status) {
        ObjectNode recording = recordings.find(meetingUuid)
                .orElseThrow(() -> new IllegalArgumentException("no recording of " + meetingUuid));
        recording.path("recording_files").forEach(file -> ((ObjectNode) file).put("status", status));
        return recording.deepCopy();
    }

    /** A meeting or webinar has taken place. */
    public synchronized PastSessions.Past end(SessionKind kind, String hostId, String topic, Instant start, Instant end) {
        ObjectNode session = add(kind == SessionKind.MEETING ? meetings : webinars, hostId, topic, ids.meetingUuid());
        return past.add(kind, session.deepCopy(), start, end);
    }

    /** Adds a chat channel. */
    public synchronized ObjectNode addChannel(String ownerId, String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name).put("type", 1);
        return chat.addChannel(user(ownerId).orElseThrow(), body).deepCopy();
    }

    private ObjectNode add(Sessions sessions, String hostId, String topic, String uuid) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("topic", topic);
        return sessions.add(user(hostId).orElseThrow(), body, uuid);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
