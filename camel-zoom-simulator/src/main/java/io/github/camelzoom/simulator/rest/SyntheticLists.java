package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.synthetic.LazyList;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticCalls;
import io.github.camelzoom.simulator.synthetic.SyntheticSessions;

/**
 * Lists that only synthetic accounts can answer: participants, reports, dashboards and phone calls. Rows have every property of the
 * schema; ids, dates and owners are those of the account.
 */
final class SyntheticLists {

    private static final int TOO_OLD = 12702;
    private static final int LENGTH_SECONDS = 1800;

    private final Pages pages;
    private final DateWindows windows;
    private final VirtualClock clock;

    SyntheticLists(Pages pages, DateWindows windows, VirtualClock clock) {
        this.pages = pages;
        this.windows = windows;
        this.clock = clock;
    }

    void register(Map<String, ApiHandler> handlers) {
        for (String root : List.of("past_", "report/", "metrics/")) {
            handlers.put(root + "meetings/participants/list", call -> participants(call, "meetingId", meetings(call)));
            handlers.put(root + "webinars/participants/list", call -> participants(call, "webinarId", webinars(call)));
        }
        for (String name : List.of("past_meetings/get", "report/meetings/get", "metrics/meetings/get")) {
            handlers.put(name, this::pastMeeting);
        }
        for (String name : List.of("report/history_meetings/list", "report/activities/list", "report/operationlogs/list",
                "report/meeting_activities/list", "report/telephone/list", "report/upcoming_events/list",
                "metrics/meetings/list",
                "archive_files/list")) {
            handlers.put(name, call -> sessions(call, meetings(call)));
        }
        handlers.put("metrics/webinars/list", call -> sessions(call, webinars(call)));
        handlers.put("report/users/meetings/list", this::meetingsOfUser);
        handlers.put("report/users/list", this::users);
        handlers.put("phone/users/list", this::users);
        for (String name : List.of("call_logs", "call_history", "recordings", "voice_mails")) {
            handlers.put("phone/" + name + "/list", call -> calls(call, synthetic(call).calls()::all));
            handlers.put("phone/users/" + name + "/list", this::callsOfUser);
        }
    }

    private Answer participants(ApiCall call, String parameter, SyntheticSessions sessions) {
        return answer(call, sessions.participants(past(call, parameter, sessions)));
    }

    private Answer pastMeeting(ApiCall call) {
        int index = past(call, "meetingId", meetings(call));
        return Answer.json(200, session(call, call.schema().response(), meetings(call), index));
    }

    /** A session that has happened; those of more than a year ago are not told about. */
    private int past(ApiCall call, String parameter, SyntheticSessions sessions) {
        OptionalInt index = sessions.find(call.path(parameter));
        Instant now = clock.instant();
        if (index.isEmpty() || sessions.start(index.getAsInt()).isAfter(now)) {
            throw ApiFailure.noSuchMeeting(call.path(parameter));
        }
        Instant yearAgo = now.atOffset(ZoneOffset.UTC).minusYears(1).toInstant();
        if (call.operation().name().startsWith("past_") && sessions.start(index.getAsInt()).isBefore(yearAgo)) {
            throw new ApiFailure(400, TOO_OLD, "Can not access a meeting a year ago.");
        }
        return index.getAsInt();
    }

    private Answer sessions(ApiCall call, SyntheticSessions sessions) {
        DateWindow window = windows.of(call);
        return dated(call, window, sessions.all(window.from(), window.until(), shape(call)));
    }

    private Answer meetingsOfUser(ApiCall call) {
        DateWindow window = windows.of(call);
        return dated(call, window, meetings(call).ofHost(user(call), window.from(), window.until(), shape(call)));
    }

    private SyntheticSessions.Shape shape(ApiCall call) {
        List<Property> properties = properties(call);
        return (sessions, index) -> session(call, properties, sessions, index);
    }

    private static ObjectNode session(ApiCall call, List<Property> properties, SyntheticSessions sessions, int index) {
        ObjectNode row = SampleData.object(properties, index);
        String start = sessions.start(index).toString();
        String uuid = sessions.uuid(index);
        set(row, start, "start_time", "time", "activity_time", "create_time");
        set(row, sessions.start(index).plusSeconds(LENGTH_SECONDS).toString(), "end_time", "complete_time");
        set(row, uuid, "uuid", "meeting_uuid");
        set(row, synthetic(call).userId(sessions.host(index)), "host_id");
        set(row, synthetic(call).userEmail(sessions.host(index)), "email", "user_email", "host_email", "operator",
                "operator_email");
        set(row, Long.toString(sessions.id(index)), "meeting_number");
        for (String name : List.of("id", "meeting_id")) {
            if (row.path(name).isNumber()) {
                row.put(name, sessions.id(index));
            } else {
                set(row, Long.toString(sessions.id(index)), name);
            }
        }
        return row;
    }

    private Answer users(ApiCall call) {
        List<Property> properties = properties(call);
        SyntheticAccount account = synthetic(call);
        return answer(call, LazyList.of(account.size().users(), index -> {
            ObjectNode row = SampleData.object(properties, index);
            set(row, account.userId(index), "id");
            set(row, account.userEmail(index), "email");
            return row;
        }));
    }

    private Answer callsOfUser(ApiCall call) {
        int user = user(call);
        return calls(call, (from, until) -> synthetic(call).calls().ofUser(user, from, until));
    }

    private Answer calls(ApiCall call, BiFunction<Instant, Instant, List<Integer>> source) {
        DateWindow window = windows.of(call);
        List<Property> properties = properties(call);
        List<Integer> found = source.apply(window.from(), window.until());
        return dated(call, window, LazyList.of(found.size(), n -> call(call, properties, found.get(n))));
    }

    private static ObjectNode call(ApiCall call, List<Property> properties, int index) {
        ObjectNode row = SampleData.object(properties, index);
        SyntheticCalls calls = synthetic(call).calls();
        String start = calls.start(index).toString();
        set(row, start, "date_time", "start_time", "answer_time", "answer_start_time");
        set(row, calls.start(index).plusSeconds(60).toString(), "end_time", "call_end_time");
        set(row, calls.id(index), "id", "call_id", "call_log_id", "call_history_id", "call_history_uuid");
        set(row, synthetic(call).userId(calls.owner(index)), "user_id");
        if (row.path("owner") instanceof ObjectNode owner) {
            owner.put("type", "user").put("id", synthetic(call).userId(calls.owner(index)));
        }
        return row;
    }

    private Answer dated(ApiCall call, DateWindow window, List<ObjectNode> items) {
        ObjectNode page = pages.page(call, items);
        for (Map.Entry<String, String> day : Map.of("from", window.firstDay().toString(), "to", window.lastDay().toString())
                .entrySet()) {
            if (has(call, day.getKey())) {
                page.put(day.getKey(), day.getValue());
            }
        }
        return Answer.json(200, page);
    }

    private Answer answer(ApiCall call, List<ObjectNode> items) {
        return Answer.json(200, pages.page(call, items));
    }

    private static boolean has(ApiCall call, String property) {
        return call.schema().response().stream().anyMatch(p -> p.name().equals(property));
    }

    private static List<Property> properties(ApiCall call) {
        return call.schema().response().stream().filter(p -> p.name().equals(call.operation().listField())).findFirst()
                .map(Property::props).orElse(List.of());
    }

    private static void set(ObjectNode row, String value, String... names) {
        for (String name : names) {
            if (row.path(name).isTextual()) {
                row.put(name, value);
            }
        }
    }

    private static int user(ApiCall call) {
        String id = call.path("userId");
        return synthetic(call).userIndex(id).orElseThrow(() -> ApiFailure.noSuchUser(id));
    }

    private static SyntheticSessions meetings(ApiCall call) {
        return synthetic(call).meetings();
    }

    private static SyntheticSessions webinars(ApiCall call) {
        return synthetic(call).webinars();
    }

    private static SyntheticAccount synthetic(ApiCall call) {
        return call.data().synthetic().orElseThrow();
    }
}
