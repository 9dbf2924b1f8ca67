package io.github.camelzoom.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.world.SessionKind;
import io.github.camelzoom.simulator.world.Sessions;

/** Meetings or webinars and their registrants: the two product halves differ in names only. */
final class SessionsApi {

    private static final List<String> LISTED = List.of("uuid", "id", "host_id", "topic", "type", "start_time", "duration",
            "timezone", "created_at", "join_url", "agenda");
    private static final Map<String, String> STATUS_AFTER = Map.of("approve", "approved", "deny", "denied", "cancel", "denied");

    private final SessionKind kind;
    private final VirtualClock clock;
    private final Pages pages;
    private final String root;
    private final String idName;

    SessionsApi(SessionKind kind, Pages pages, VirtualClock clock) {
        this.kind = kind;
        this.clock = clock;
        this.pages = pages;
        this.root = kind == SessionKind.MEETING ? "meetings" : "webinars";
        this.idName = kind == SessionKind.MEETING ? "meetingId" : "webinarId";
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("users/" + root + "/list", this::list);
        handlers.put("users/" + root + "/create", this::create);
        handlers.put(root + "/get", call -> Answer.json(200, session(call)));
        handlers.put(root + "/update", this::update);
        handlers.put(root + "/delete", this::delete);
        handlers.put(root + "/status/update", this::updateStatus);
        handlers.put(root + "/registrants/list", this::registrants);
        handlers.put(root + "/registrants/create", this::register);
        handlers.put(root + "/registrants/get", call -> Answer.json(200, registrant(call)));
        handlers.put(root + "/registrants/delete", this::unregister);
        handlers.put(root + "/registrants/status/update", this::decide);
    }

    private Sessions sessions(ApiCall call) {
        return kind == SessionKind.MEETING ? call.data().meetings() : call.data().webinars();
    }

    private ObjectNode session(ApiCall call) {
        String id = call.path(idName);
        return sessions(call).find(id).orElseThrow(() -> kind == SessionKind.MEETING
                ? ApiFailure.noSuchMeeting(id)
                : new ApiFailure(404, 3001, "Webinar does not exist: " + id + "."));
    }

    private Answer list(ApiCall call) {
        ObjectNode host = UsersApi.user(call);
        String type = call.query("type", "scheduled");
        String from = call.query("from", "");
        String to = call.query("to", "");
        List<ObjectNode> items = new ArrayList<>();
        for (ObjectNode session : sessions(call).ofHost(host.get("id").asText())) {
            String day = session.path("start_time").asText().substring(0, 10);
            boolean inWindow = (from.isEmpty() || day.compareTo(from) >= 0) && (to.isEmpty() || day.compareTo(to) <= 0);
            if (inWindow && isOfType(session, type)) {
                ObjectNode item = JsonNodeFactory.instance.objectNode();
                LISTED.forEach(f -> item.set(f, session.get(f)));
                items.add(item);
            }
        }
        return Answer.json(200, pages.page(call, items));
    }

    /** Past ones are told about for six months; one that is going on counts as coming. */
    private boolean isOfType(ObjectNode session, String type) {
        Instant now = clock.instant();
        Instant start = DateWindows.instant("start_time", session.path("start_time").asText());
        Instant end = start.plus(Duration.ofMinutes(session.path("duration").asLong()));
        return switch (type) {
            case "live" -> session.path("status").asText().equals("started");
            case "upcoming", "upcoming_meetings" -> end.isAfter(now);
            case "previous_meetings" -> !end.isAfter(now)
                    && !start.isBefore(now.atOffset(ZoneOffset.UTC).minusMonths(6).toInstant());
            default -> true;
        };
    }

    private Answer create(ApiCall call) {
        ObjectNode host = UsersApi.user(call);
        return Answer.json(201, sessions(call).add(host, known(call)));
    }

    private Answer update(ApiCall call) {
        Sessions.merge(session(call), known(call));
        return Answer.empty(204);
    }

    private Answer delete(ApiCall call) {
        sessions(call).remove(session(call));
        return Answer.empty(204);
    }

    private Answer updateStatus(ApiCall call) {
        ObjectNode session = session(call);
        if (call.body().path("action").asText().equals("end")) {
            session.put("status", "waiting");
        }
        return Answer.empty(call.operation().successStatus());
    }

    /** Zoom drops properties it does not know. */
    private static ObjectNode known(ApiCall call) {
        ObjectNode body = call.body().deepCopy();
        return body.retain(call.schema().body().stream().map(p -> p.name()).toList());
    }

    private Answer registrants(ApiCall call) {
        String status = call.query("status", "approved");
        return Answer.json(200, pages.page(call, sessions(call).registrants(session(call), status)));
    }

    private Answer register(ApiCall call) {
        ObjectNode session = session(call);
        ObjectNode registrant = sessions(call).register(session, known(call));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", session.get("id"));
        answer.set("registrant_id", registrant.get("id"));
        answer.set("join_url", registrant.get("join_url"));
        answer.set("topic", session.get("topic"));
        answer.set("start_time", session.get("start_time"));
        return Answer.json(201, answer);
    }

    private ObjectNode registrant(ApiCall call) {
        ObjectNode registrant = sessions(call).registrants(session(call)).get(call.path("registrantId"));
        if (registrant == null) {
            throw new ApiFailure(404, 300, "Registrant not found: " + call.path("registrantId"));
        }
        return registrant;
    }

    private Answer unregister(ApiCall call) {
        sessions(call).registrants(session(call)).remove(registrant(call).get("id").asText());
        return Answer.empty(204);
    }

    private Answer decide(ApiCall call) {
        Map<String, ObjectNode> known = sessions(call).registrants(session(call));
        String status = STATUS_AFTER.get(call.body().path("action").asText());
        call.body().path("registrants").forEach(wanted -> known.values().stream()
                .filter(r -> r.get("id").asText().equals(wanted.path("id").asText())
                        || r.path("email").asText().equalsIgnoreCase(wanted.path("email").asText()))
                .forEach(r -> r.put("status", status)));
        return Answer.empty(204);
    }
}
