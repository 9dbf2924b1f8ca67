package io.github.camelzoom.simulator.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.world.Ids;

/**
 * Events in the shapes of Zoom's own samples, any number of them. The same name, account and number always give the same event, apart
 * from its time. Ids of meetings are numbers in some and texts in others, as is {@code event_ts}; names hold letters beyond ASCII.
 */
public final class EventSamples {

    private static final int TEXT_TIME_EVERY = 16;
    private static final long FIRST_MEETING = 93_000_000_000L;
    private static final Set<String> WITH_DOWNLOAD_TOKEN = Set.of("recording.completed", "recording.transcript_completed",
            "recording.recovered", "recording.trashed", "recording.archive_files_completed");
    private static final Set<String> WITH_CALLBACK = Set.of("interactive_message_actions", "interactive_message_editable",
            "interactive_message_fields_editable");

    private EventSamples() {}

    /** An event of this name in this account; {@code number} tells one from the next. */
    public static SimulatedEvent of(String name, String accountId, int number, Instant at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Ids ids = new Ids(name.hashCode() * 31L + number);
        body.put("event", name);
        if (name.equals("app_deauthorized")) {
            body.set("payload", deauthorized(accountId, ids, at));
            return SimulatedEvent.of(body);
        }
        if (isChatbot(name)) {
            body.set("payload", chatbot(name, accountId, ids, number, at));
            // bot_installed is one of the few without a time of its own.
            return name.equals("bot_installed") ? SimulatedEvent.of(body) : SimulatedEvent.of(timed(body, number, at));
        }
        timed(body, number, at);
        if (WITH_DOWNLOAD_TOKEN.contains(name)) {
            body.put("download_token", ids.text(48));
        }
        body.set("payload", name.contains("rtms_")
                ? rtms(name, accountId, ids)
                : payload(name, accountId, ids, number, at));
        return SimulatedEvent.of(body);
    }

    private static ObjectNode timed(ObjectNode body, int number, Instant at) {
        return number % TEXT_TIME_EVERY == TEXT_TIME_EVERY - 1
                ? body.put("event_ts", Long.toString(at.toEpochMilli()))
                : body.put("event_ts", at.toEpochMilli());
    }

    private static boolean isChatbot(String name) {
        return name.startsWith("bot_") || name.startsWith("interactive_message_");
    }

    private static ObjectNode payload(String name, String accountId, Ids ids, int number, Instant at) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("account_id", accountId).put("operator", "owner@example.com").put("operator_id", ids.plain());
        payload.set("object", switch (name.substring(0, Math.max(0, name.indexOf('.')))) {
            case "meeting", "webinar" -> session(name, ids, number, at);
            case "recording" -> recording(name, ids, number, at);
            case "user" -> user(ids, number);
            case "chat_message", "chat_channel", "team_chat" -> chat(ids, number, at);
            case "phone" -> call(name, ids, number, at);
            default -> JsonNodeFactory.instance.objectNode().put("id", ids.plain());
        });
        if (name.endsWith(".updated")) {
            payload.put("scope", "single").put("time_stamp", at.toEpochMilli()).putObject("old_object").put("topic", "Old");
        }
        return payload;
    }

    private static ObjectNode session(String name, Ids ids, int number, Instant at) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        id(object, number).put("uuid", ids.meetingUuid()).put("host_id", ids.plain()).put("topic", "Café ☕ " + number);
        object.put("type", 2).put("start_time", seconds(at)).put("timezone", "UTC").put("duration", 60);
        if (name.endsWith(".ended")) {
            object.put("end_time", seconds(at.plus(1, ChronoUnit.HOURS)));
        }
        if (name.contains("participant_")) {
            object.putObject("participant").put("user_id", "16778240").put("user_name", "Zoë").put("email", "zoe@example.org")
                    .put("id", ids.plain()).put("participant_uuid", ids.plain()).put("join_time", seconds(at));
        }
        if (name.contains("registration_")) {
            object.putObject("registrant").put("id", ids.plain()).put("email", "zoe@example.org").put("first_name", "Zoë");
        }
        return object;
    }

    private static ObjectNode recording(String name, Ids ids, int number, Instant at) {
        ObjectNode object = session(name, ids, number, at);
        String uuid = object.path("uuid").asText();
        object.put("account_id", "").put("host_email", "owner@example.com").put("total_size", 44_000).put("recording_count", 2);
        object.put("share_url", "https://zoom.us/rec/share/" + ids.text(8));
        ArrayNode files = object.putArray("recording_files");
        for (String type : new String[]{ "MP4", name.equals("recording.transcript_completed") ? "TRANSCRIPT" : "M4A" }) {
            String id = ids.plain();
            files.addObject().put("id", id).put("meeting_id", uuid).put("recording_start", seconds(at))
                    .put("recording_end", seconds(at.plus(1, ChronoUnit.HOURS))).put("file_type", type).put("file_size", 22_000)
                    .put("file_extension", type).put("download_url", "https://zoom.us/rec/webhook_download/" + id)
                    .put("play_url", "https://zoom.us/rec/play/" + id).put("status", "completed")
                    .put("recording_type", "shared_screen_with_speaker_view");
        }
        return object;
    }

    private static ObjectNode user(Ids ids, int number) {
        return JsonNodeFactory.instance.objectNode().put("id", ids.plain()).put("first_name", "Zoë")
                .put("last_name", "No " + number)
                .put("email", "user" + number + "@example.com").put("type", 2);
    }

    private static ObjectNode chat(Ids ids, int number, Instant at) {
        return JsonNodeFactory.instance.objectNode().put("id", ids.plain()).put("type", "to_channel")
                .put("date_time", seconds(at)).put("session_id", ids.plain()).put("session_type", "channel")
                .put("channel_id", ids.plain()).put("channel_name", "Général").put("message", "Hello " + number + " 👋")
                .put("timestamp", at.toEpochMilli());
    }

    private static ObjectNode call(String name, Ids ids, int number, Instant at) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("call_id", Long.toString(7_000_000_000_000_000_000L + number)).put("id", ids.plain());
        object.putObject("caller").put("phone_number", "+12025550100").put("extension_type", "pstn");
        object.putObject("callee").put("phone_number", "+12025550101").put("extension_type", "user").put("user_id",
                ids.plain());
        object.put("date_time", seconds(at)).put("ringing_start_time", seconds(at));
        if (name.contains("recording_")) {
            object.putArray("recordings").addObject().put("id", ids.plain()).put("download_url",
                    "https://zoom.us/v2/phone/recording/download/" + ids.plain());
        }
        return object;
    }

    private static ObjectNode rtms(String name, String accountId, Ids ids) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("account_id", accountId);
        String kind = name.substring(0, name.indexOf('.'));
        payload.put(kind.equals("session") ? "session_id" : kind + "_uuid", ids.meetingUuid());
        payload.put("operator_id", ids.plain()).put("rtms_stream_id", ids.text(18));
        return name.endsWith("rtms_started")
                ? payload.put("server_urls", "wss://rtms.zoom.us:443")
                : payload.put("stop_reason", 6);
    }

    private static ObjectNode deauthorized(String accountId, Ids ids, Instant at) {
        return JsonNodeFactory.instance.objectNode().put("user_id", ids.plain()).put("account_id", accountId)
                .put("client_id", ids.plain()).put("user_data_retention", "false").put("deauthorization_time", at.toString())
                .put("signature", ids.text(24).toLowerCase(Locale.ROOT));
    }

    private static ObjectNode chatbot(String name, String accountId, Ids ids, int number, Instant at) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("accountId", accountId).put("robotJid", "v1" + ids.plain() + "@xmpp.zoom.us").put("userId", ids.plain());
        payload.put("userJid", ids.plain() + "@xmpp.zoom.us").put("userName", "Zoë").put("timestamp", at.toEpochMilli());
        payload.put("toJid", ids.plain() + (number % 2 == 0 ? "@conference.xmpp.zoom.us" : "@xmpp.zoom.us"));
        switch (name) {
            case "bot_notification" -> payload.put("cmd", "hello " + number).put("name", "").put("channelName", "Général");
            case "interactive_message_actions" -> payload.put("messageId", ids.plain()).putObject("actionItem")
                    .put("text", "Yes").put("value", "yes");
            case "interactive_message_select" -> payload.put("messageId", ids.plain()).putArray("selectedItems").addObject()
                    .put("text", "One").put("value", "1");
            case "interactive_message_editable" -> payload.put("messageId", ids.plain()).putObject("editItem")
                    .put("origin", "a").put("target", "b");
            case "interactive_message_fields_editable" -> payload.put("messageId", ids.plain()).putObject("fieldEditItem")
                    .put("key", "k").put("currentValue", "a").put("newValue", "b");
            default -> {
                // installed: nothing more
            }
        }
        if (WITH_CALLBACK.contains(name)) {
            payload.put("callback_url", "https://zoom.us/im/callback/" + ids.text(12)).put("callback_token", ids.text(24));
        }
        return payload;
    }

    private static ObjectNode id(ObjectNode object, int number) {
        return number % 2 == 0
                ? object.put("id", FIRST_MEETING + number)
                : object.put("id", Long.toString(FIRST_MEETING + number));
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
