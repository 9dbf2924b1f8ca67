package io.github.camelzoom.client.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A kind of events that a list of Zoom tells of afterwards: a row of the resource {@code listed-events.tsv}, which says
 * what the columns mean. Immutable and thread-safe.
 *
 * @param event      the name
 * @param list       name of the operation
 * @param parameters of the operation, besides {@code from} and {@code to}
 * @param earlier    by how much the list may date a thing before it was over
 * @param late       for how long after it was over the list may not have it
 * @param time       where the event's object says when it was over
 * @param fields     of the event's object, with their names in the list
 */
public record ListedEvent(String event, String list, Map<String, String> parameters, Period earlier, Period late,
        String time, Map<String, String> fields) {

    private static final String RESOURCE = "listed-events.tsv";
    /** Other files, such as transcripts, come after the event, and may be listed with it. */
    private static final Set<String> MEDIA = Set.of("MP4", "M4A");

    private static final class Holder {
        private static final List<ListedEvent> ALL = read();
    }

    /**
     * What a list tells.
     *
     * @param at   when it was over, in whole seconds
     * @param json the event, with what the list says
     */
    public record Found(Instant at, byte[] json) {}

    /** All of them. */
    public static List<ListedEvent> all() {
        return Holder.ALL;
    }

    static Optional<ListedEvent> of(String event) {
        return Holder.ALL.stream().filter(listed -> listed.event().equals(event)).findFirst();
    }

    static ListedEvent parse(String line) {
        String[] cells = line.split("\t", -1);
        return new ListedEvent(cells[0], cells[1], pairs(cells[2]), Period.parse(cells[3]), Period.parse(cells[4]), cells[5],
                pairs(cells[6]));
    }

    private static Map<String, String> pairs(String cell) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : cell.split(",")) {
            String[] sides = pair.split("=", 2);
            pairs.put(sides[0], sides[sides.length - 1]);
        }
        return pairs;
    }

    /**
     * The event that an item of the list stands for. It holds what the list says and nothing else; {@code event_ts} is when
     * it was over, as the list does not say when Zoom told of it.
     *
     * @param  account for payload.account_id where the item does not say it; null when it does
     * @return         empty when the event has not happened yet, since files are still being processed, or when the item does
     *                 not say what it is about
     */
    public Optional<Found> read(JsonNode item, String account) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, listed) -> {
            JsonNode value = item.path(listed);
            if (!value.isMissingNode() && !value.isNull()) {
                object.set(name, name.endsWith("_time") ? time(value) : value);
            }
        });
        String over = isReady(object) ? over(object) : null;
        Instant at = over == null ? null : EventTime.parse(over);
        if (at == null || EventEnvelope.text(object, "uuid") == null) {
            return Optional.empty();
        }
        String listedAccount = EventEnvelope.text(item, "account_id");
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("account_id", listedAccount != null ? listedAccount : account).set("object", object);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("event", event).put("event_ts", at.toEpochMilli());
        json.set("payload", payload);
        return Optional.of(new Found(at, json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode time(JsonNode value) {
        Instant time = EventTime.parse(value.asText());
        return time == null ? value : TextNode.valueOf(time.toString());
    }

    /**
     * When it was over, as the same text in the event and in the list.
     *
     * @param  object of the event
     * @return        null when it does not say
     */
    String over(JsonNode object) {
        int dot = time.indexOf('.');
        if (dot < 0) {
            String text = EventEnvelope.text(object, time);
            return text == null ? null : normal(text);
        }
        // A recording that is stopped and begun again makes several such events; each list of files ends later.
        return media(object).stream().map(file -> EventEnvelope.text(file, time.substring(dot + 1))).filter(Objects::nonNull)
                .map(ListedEvent::normal).max(Comparator.naturalOrder()).orElse(null);
    }

    private static String normal(String text) {
        Instant time = EventTime.parse(text);
        return time == null ? text : time.toString();
    }

    /** The video and audio files; all files where none is called so. */
    private List<JsonNode> media(JsonNode object) {
        List<JsonNode> media = files(object).stream().filter(ListedEvent::isMedia).toList();
        return media.isEmpty() ? files(object) : media;
    }

    private List<JsonNode> files(JsonNode object) {
        List<JsonNode> files = new ArrayList<>();
        object.path(time.substring(0, time.indexOf('.'))).forEach(files::add);
        return files;
    }

    private static boolean isMedia(JsonNode file) {
        return MEDIA.contains(file.path("file_type").asText());
    }

    /** While it is processed, a file may not have its type yet; then it may be a video. */
    private boolean isReady(JsonNode object) {
        return time.indexOf('.') < 0 || files(object).stream().noneMatch(file -> "processing".equals(file.path("status")
                .asText()) && (isMedia(file) || EventEnvelope.text(file, "file_type") == null));
    }

    private static List<ListedEvent> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ListedEvent.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(ListedEvent::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
