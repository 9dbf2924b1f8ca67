package io.github.camelzoom.client.event;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * What every event of Zoom has in common, however the event spells it: ids and times are numbers in some and texts in
 * others, chatbot events write {@code accountId}, RTMS events have no object. Immutable and thread-safe; the text of
 * {@link #toString()} has nothing of the payload.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/">Zoom: webhooks</a>
 */
public final class EventEnvelope {

    private static final ObjectReader JSON = new ObjectMapper().reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where events without an object have its uuid. */
    private static final List<String> FLAT_UUIDS = List.of("meeting_uuid", "webinar_uuid", "session_id", "engagement_id");
    private static final List<String> FLAT_IDS = List.of("meeting_id", "webinar_id");

    private final JsonNode root;
    private final String event;
    private final String key;

    private EventEnvelope(JsonNode root, String event) {
        this.root = root;
        this.event = event;
        this.key = EventKey.of(this);
    }

    /**
     * @throws MalformedEventException when this is no JSON object with an {@code event}
     */
    public static EventEnvelope read(byte[] body) throws MalformedEventException {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            // Jackson's message quotes what it read.
            throw new MalformedEventException("The event is no valid JSON");
        }
        if (!root.isObject()) {
            throw new MalformedEventException("The event is no JSON object");
        }
        // Some of Zoom's own samples end with a blank.
        String event = text(root, "event");
        if (event == null) {
            throw new MalformedEventException("The event has no name");
        }
        return new EventEnvelope(root, event);
    }

    /** The name, such as {@code meeting.started}; never null. */
    public String event() {
        return event;
    }

    /** When it happened, in milliseconds since 1970; null when Zoom does not say. */
    public Long timestamp() {
        Long time = number(root, "event_ts");
        // app_deauthorized has it one level down.
        return time != null ? time : number(payload(), "event_ts");
    }

    /** The account it happened in; null when Zoom does not say. */
    public String accountId() {
        String id = text(payload(), "account_id");
        return id != null ? id : text(payload(), "accountId");
    }

    /** The id of the meeting, user, ... that it is about; null when Zoom does not say. */
    public String objectId() {
        String id = text(object(), "id");
        return id != null ? id : first(FLAT_IDS);
    }

    /** The UUID of the object: of one instance of a meeting, where the id is of all its instances; null when it has none. */
    public String objectUuid() {
        String uuid = text(object(), "uuid");
        return uuid != null ? uuid : first(FLAT_UUIDS);
    }

    /** What the files of the event are downloaded with, for a day; null when it has none. A secret. */
    public String downloadToken() {
        return text(root, "download_token");
    }

    /** The same for the same event, whichever way and however often it comes; at most 100 characters. */
    public String key() {
        return key;
    }

    /**
     * A second key, the same for every try of one webhook even if Zoom writes its payload anew; null when the event has no time.
     *
     * @param requestId of header {@code x-zm-request-id}; any text, as it is not signed
     */
    public String requestKey(String requestId) {
        return EventKey.ofRequest(this, requestId);
    }

    /** A field of the payload as text; null when it is missing, blank, or no single value. */
    public String payload(String field) {
        return text(payload(), field);
    }

    /** Where an interactive message may be answered, once and for half an hour; null when it cannot. */
    public String callbackUrl() {
        return either("callback_url");
    }

    /** What the answer is authorized with; null when there is none. A secret. */
    public String callbackToken() {
        return either("callback_token");
    }

    private String either(String field) {
        String value = payload(field);
        return value != null ? value : text(root, field);
    }

    JsonNode payload() {
        return root.path("payload");
    }

    /** The object; of a list, as one event has it, the only entry. */
    JsonNode object() {
        JsonNode object = payload().path("object");
        return object.isArray() && object.size() == 1 ? object.path(0) : object;
    }

    private String first(List<String> fields) {
        return fields.stream().map(this::payload).filter(value -> value != null).findFirst().orElse(null);
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    private static Long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isNumber()) {
            return value.canConvertToLong() ? value.longValue() : null;
        }
        String text = text(node, field);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return event + " (" + key + ")";
    }
}
