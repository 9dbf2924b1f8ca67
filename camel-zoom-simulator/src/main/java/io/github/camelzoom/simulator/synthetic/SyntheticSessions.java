package io.github.camelzoom.simulator.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.SyntheticIds.Kind;
import io.github.camelzoom.simulator.world.SessionKind;

/**
 * The meetings or the webinars of a synthetic account, each with one instance, in order of time. A session is named by its index,
 * from 0 to {@link #count()}. Immutable; what it returns is made anew each time.
 */
public final class SyntheticSessions {

    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final int VIDEO_SIZE = 40_000;
    private static final int AUDIO_SIZE = 4_000;
    private static final int FILES = 2;
    /** Of five rows the second and third are one person who came twice; the last two are one guest without an id, told alike. */
    private static final int PATTERN = 5;

    private final SessionKind kind;
    private final Kind idKind;
    private final Kind registrantKind;
    private final SyntheticAccount account;
    private final SyntheticIds ids;
    private final Spread spread;

    SyntheticSessions(SessionKind kind, SyntheticAccount account, SyntheticIds ids, Spread spread) {
        this.kind = kind;
        this.idKind = kind == SessionKind.MEETING ? Kind.MEETING : Kind.WEBINAR;
        this.registrantKind = kind == SessionKind.MEETING ? Kind.MEETING_REGISTRANT : Kind.WEBINAR_REGISTRANT;
        this.account = account;
        this.ids = ids;
        this.spread = spread;
    }

    /** How many there are in the account. */
    public int count() {
        return spread.count();
    }

    /** How many of them happen on these UTC days, both included. */
    public int countBetween(LocalDate from, LocalDate to) {
        return spread.countBetween(from, to);
    }

    /** How many of a user's happen on these UTC days, both included. */
    public int countBetween(int user, LocalDate from, LocalDate to) {
        return spread.countBetween(user, from, to);
    }

    /** Index of a user's session with this number, from 0. */
    public int index(int user, int number) {
        return spread.index(user, number);
    }

    /** Index of the user who hosts it. */
    public int host(int index) {
        return spread.user(index);
    }

    /** Its number. */
    public long id(int index) {
        return ids.number(idKind, index);
    }

    /** Its UUID: half of them need double encoding in a path. */
    public String uuid(int index) {
        return ids.uuid(idKind, index);
    }

    /** When it begins. */
    public Instant start(int index) {
        return spread.at(index);
    }

    /** Id of one of the files of its recording: 0 is the video, 1 the audio. */
    public String fileId(int index, int file) {
        return ids.id(Kind.FILE, index * FILES + file);
    }

    /** Id of one of its registrants, from 0. */
    public String registrantId(int index, int registrant) {
        return ids.id(registrantKind, index * account.size().registrantsPerSession() + registrant);
    }

    /** The index of a number or UUID; empty when it is of nothing here. */
    public OptionalInt find(String idOrUuid) {
        OptionalInt index = idOrUuid.matches("\\d{1,18}")
                ? ids.indexOfNumber(idKind, Long.parseLong(idOrUuid))
                : ids.indexOfUuid(idKind, idOrUuid);
        return index.isPresent() && index.getAsInt() < count() ? index : OptionalInt.empty();
    }

    /** All of a user's, as Zoom shows them. */
    public LazyList<ObjectNode> ofHost(int user) {
        return spread.ofUser(user, this::session);
    }

    /** A user's from one instant until before another, in the shape of another list. */
    public List<ObjectNode> ofHost(int user, Instant from, Instant until, Shape shape) {
        return spread.ofUser(user, from, until, i -> shape.of(this, i));
    }

    /** Everybody's from one instant until before another, in the shape of another list. */
    public List<ObjectNode> all(Instant from, Instant until, Shape shape) {
        return spread.all(from, until, i -> shape.of(this, i));
    }

    /** A session in the shape of one list or another. */
    @FunctionalInterface
    public interface Shape {

        /** The item for the session with this index. */
        ObjectNode of(SyntheticSessions sessions, int index);
    }

    /** The session itself. */
    public ObjectNode session(int index) {
        ObjectNode session = JsonNodeFactory.instance.objectNode();
        String start = start(index).toString();
        session.put("uuid", uuid(index)).put("id", id(index)).put("host_id", account.userId(host(index)));
        session.put("host_email", account.userEmail(host(index))).put("topic", kind.label() + " " + index).put("agenda", "");
        session.put("type", kind == SessionKind.MEETING ? 2 : 5).put("start_time", start).put("duration", LENGTH.toMinutes());
        session.put("timezone", "UTC").put("created_at", start).put("status", "waiting").put("password", "");
        session.put("join_url", "https://zoom.us/" + (kind == SessionKind.MEETING ? "j/" : "w/") + id(index));
        session.putObject("settings").put("approval_type", 0).put("auto_recording", "cloud").put("waiting_room", true);
        return session;
    }

    /** Its cloud recording; addresses of files are paths. */
    public ObjectNode recording(int index) {
        ObjectNode recording = JsonNodeFactory.instance.objectNode();
        recording.put("uuid", uuid(index)).put("id", id(index)).put("account_id", account.accountId());
        recording.put("host_id", account.userId(host(index))).put("topic", kind.label() + " " + index).put("type", "2");
        recording.put("start_time", start(index).toString()).put("duration", LENGTH.toMinutes());
        ArrayNode files = recording.putArray("recording_files");
        files.add(file(index, 0)).add(file(index, 1));
        recording.put("total_size", VIDEO_SIZE + AUDIO_SIZE).put("recording_count", FILES);
        return recording;
    }

    /** The file of a recording with this id, null when there is none. */
    ObjectNode file(String fileId) {
        OptionalInt index = ids.index(Kind.FILE, fileId);
        return index.isPresent() && index.getAsInt() < count() * FILES
                ? file(index.getAsInt() / FILES, index.getAsInt() % FILES)
                : null;
    }

    private ObjectNode file(int index, int number) {
        String id = fileId(index, number);
        String type = number == 0 ? "MP4" : "M4A";
        return JsonNodeFactory.instance.objectNode().put("id", id).put("meeting_id", uuid(index))
                .put("recording_start", start(index).toString()).put("recording_end", start(index).plus(LENGTH).toString())
                .put("file_type", type).put("file_extension", type).put("file_size", number == 0 ? VIDEO_SIZE : AUDIO_SIZE)
                .put("download_url", "/rec/download/" + id).put("play_url", "/rec/play/" + id).put("status", "completed")
                .put("recording_type", number == 0 ? "shared_screen_with_speaker_view" : "audio_only");
    }

    /** The rows of its participants. */
    public List<ObjectNode> participants(int index) {
        return LazyList.of(account.size().participantsPerMeeting(), row -> participant(index, row));
    }

    private ObjectNode participant(int index, int row) {
        int place = row % PATTERN;
        boolean guest = place == PATTERN - 1 || place == PATTERN - 2;
        int person = guest ? row - place + PATTERN - 2 : place == 2 ? row - 1 : row;
        Instant join = start(index).plusSeconds(guest ? person : row);
        ObjectNode participant = JsonNodeFactory.instance.objectNode();
        participant.put("id", guest ? "" : ids.id(Kind.PARTICIPANT, (index * 31 + person) & Integer.MAX_VALUE));
        participant.put("user_id", Integer.toString(16_778_240 + (guest ? person : row) * 1024));
        participant.put("name", guest ? "Guest" : "Person " + person);
        participant.put("user_email", guest ? "" : "person" + person + "@example.org").put("registrant_id", "");
        participant.put("join_time", join.toString()).put("leave_time", join.plusSeconds(60).toString()).put("duration", 60);
        return participant.put("failover", false).put("status", "in_meeting");
    }

    /** Its approved registrants. */
    public LazyList<ObjectNode> registrants(int index) {
        return LazyList.of(account.size().registrantsPerSession(), number -> JsonNodeFactory.instance.objectNode()
                .put("id", registrantId(index, number)).put("email", "registrant" + number + "@example.org")
                .put("first_name", "Registrant").put("last_name", "No " + number).put("status", "approved")
                .put("create_time", start(index).minus(Duration.ofDays(1)).toString())
                .put("join_url", "https://zoom.us/" + kind.label().toLowerCase(Locale.ROOT) + "/join/" + id(index)));
    }
}
