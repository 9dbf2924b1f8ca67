package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.world.PastSessions.Past;

/** The report of meetings and webinars that have ended, of the whole account. */
final class HistoryApi {

    private static final String NAME = "report/history_meetings/list";

    private final Pages pages;
    private final DateWindows windows;

    HistoryApi(Pages pages, DateWindows windows) {
        this.pages = pages;
        this.windows = windows;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put(NAME, this::list);
    }

    private Answer list(ApiCall call) {
        DateWindow window = windows.of(call);
        boolean byEnd = call.query("date_type", "start_time").equals("end_time");
        String kind = call.query("meeting_type", "all");
        List<ObjectNode> rows = new ArrayList<>();
        for (Past past : call.data().past().all()) {
            Instant at = byEnd ? past.end() : past.start();
            boolean wanted = kind.equals("all") || past.kind().label().equalsIgnoreCase(kind);
            if (wanted && !at.isBefore(window.from()) && at.isBefore(window.until())) {
                rows.add(row(call, past, rows.size()));
            }
        }
        return Answer.json(200, pages.page(call, rows));
    }

    private static ObjectNode row(ApiCall call, Past past, int index) {
        List<Property> properties = call.schema().response().stream().filter(p -> p.name().equals(call.operation().listField()))
                .findFirst().map(Property::props).orElse(List.of());
        ObjectNode row = SampleData.object(properties, index);
        ObjectNode session = past.session();
        row.put("meeting_uuid", session.get("uuid").asText()).put("meeting_id", session.get("id").asLong());
        row.put("type", past.kind().label()).put("topic", session.get("topic").asText());
        row.put("host_email", session.get("host_email").asText()).put("start_time", past.start().toString());
        row.put("end_time", past.end().toString()).put("create_time", session.get("created_at").asText());
        row.put("duration", ChronoUnit.MINUTES.between(past.start(), past.end()));
        return row;
    }
}
