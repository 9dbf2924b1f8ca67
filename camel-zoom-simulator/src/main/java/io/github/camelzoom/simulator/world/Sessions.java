package io.github.camelzoom.simulator.world;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSessions;

/** The meetings, or the webinars, of an account and their registrants. Guarded by the account's lock. */
public final class Sessions {

    private final SessionKind kind;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<Long, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<Long, Map<String, ObjectNode>> registrants = new LinkedHashMap<>();
    private SyntheticAccount synthetic;
    private SyntheticSessions computed;

    Sessions(SessionKind kind, Ids ids, InstantSource clock) {
        this.kind = kind;
        this.ids = ids;
        this.clock = clock;
    }

    void synthetic(SyntheticAccount account, SyntheticSessions sessions) {
        synthetic = account;
        computed = sessions;
    }

    public SessionKind kind() {
        return kind;
    }

    /** Adds one with a UUID as they fall. */
    public ObjectNode add(ObjectNode host, ObjectNode sent) {
        return add(host, sent, ids.meetingUuid());
    }

    /** Adds one: what was sent wins over what Zoom fills in, except identity and links. */
    public ObjectNode add(ObjectNode host, ObjectNode sent, String uuid) {
        long id = ids.meetingNumber();
        ObjectNode session = JsonNodeFactory.instance.objectNode();
        session.put("topic", "Zoom " + kind.label()).put("type", kind.defaultType()).put("duration", 60).put("agenda", "");
        session.put("timezone", host.path("timezone").asText("UTC")).put("start_time", now()).put("password", ids.text(5));
        ObjectNode settings = session.putObject("settings");
        settings.put("host_video", false).put("participant_video", false).put("approval_type",
                kind == SessionKind.MEETING ? 2 : 0);
        settings.put("audio", "both").put("auto_recording", "none").put("waiting_room", true).put("mute_upon_entry", false);
        merge(session, sent);
        session.put("uuid", uuid).put("id", id).put("host_id", host.get("id").asText());
        session.put("host_email", host.get("email").asText()).put("created_at", now()).put("status", "waiting");
        session.put("join_url", "https://zoom.us" + kind.joinPath() + id + "?pwd=" + ids.text(8));
        session.put("start_url", "https://zoom.us/s/" + id + "?zak=" + ids.text(24));
        if (sent.path("settings").path("approval_type").asInt(2) != 2 || kind == SessionKind.WEBINAR) {
            session.put("registration_url", "https://zoom.us/" + kind.label().toLowerCase(Locale.ROOT) + "/register/"
                    + ids.text(12));
        }
        byId.put(id, session);
        return session;
    }

    /** Writes sent properties over stored ones; objects are merged, everything else is replaced. */
    public static void merge(ObjectNode stored, ObjectNode sent) {
        sent.properties().forEach(e -> {
            if (e.getValue() instanceof ObjectNode part && stored.get(e.getKey()) instanceof ObjectNode whole) {
                merge(whole, part);
            } else {
                stored.set(e.getKey(), e.getValue().deepCopy());
            }
        });
    }

    /** The one with this number or UUID. */
    public Optional<ObjectNode> find(String idOrUuid) {
        if (idOrUuid.matches("\\d{1,18}")) {
            return Optional.ofNullable(byId.get(Long.valueOf(idOrUuid))).or(() -> computed(idOrUuid));
        }
        return byId.values().stream().filter(s -> s.get("uuid").asText().equals(idOrUuid)).findFirst()
                .or(() -> computed(idOrUuid));
    }

    private Optional<ObjectNode> computed(String idOrUuid) {
        return computed == null
                ? Optional.empty()
                : computed.find(idOrUuid).stream().mapToObj(computed::session).findFirst();
    }

    /** Those of a host: computed ones in the order of time, then stored ones in the order of creation. */
    public List<ObjectNode> ofHost(String userId) {
        List<ObjectNode> stored = byId.values().stream().filter(s -> s.get("host_id").asText().equals(userId)).toList();
        OptionalInt user = synthetic == null ? OptionalInt.empty() : synthetic.userIndex(userId);
        return user.isPresent() ? computed.ofHost(user.getAsInt()).then(stored) : stored;
    }

    /** Removes one and its registrants. */
    public void remove(ObjectNode session) {
        Long id = session.get("id").asLong();
        byId.remove(id);
        registrants.remove(id);
    }

    /** Registrants with this status, computed ones first. */
    public List<ObjectNode> registrants(ObjectNode session, String status) {
        List<ObjectNode> stored = registrants.getOrDefault(session.get("id").asLong(), Map.of()).values().stream()
                .filter(r -> r.get("status").asText().equals(status)).toList();
        OptionalInt index = computed == null ? OptionalInt.empty() : computed.find(session.get("id").asText());
        return index.isPresent() && status.equals("approved") ? computed.registrants(index.getAsInt()).then(stored) : stored;
    }

    /** Stored registrants by their id. */
    public Map<String, ObjectNode> registrants(ObjectNode session) {
        return registrants.computeIfAbsent(session.get("id").asLong(), i -> new LinkedHashMap<>());
    }

    /** Registers somebody; the same e-mail address gets the registration it has. */
    public ObjectNode register(ObjectNode session, ObjectNode sent) {
        Map<String, ObjectNode> known = registrants(session);
        String email = sent.path("email").asText();
        Optional<ObjectNode> same = known.values().stream().filter(r -> r.path("email").asText().equalsIgnoreCase(email))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        ObjectNode registrant = sent.deepCopy();
        String id = ids.plain();
        boolean manual = session.path("settings").path("approval_type").asInt() == 1;
        registrant.put("id", id).put("status", manual ? "pending" : "approved").put("create_time", now());
        registrant.put("join_url", session.get("join_url").asText() + "&tk=" + ids.text(16));
        known.put(id, registrant);
        return registrant;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
