package io.github.camelzoom.simulator.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Chat channels and messages of an account. Guarded by the account's lock. */
public final class Chat {

    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> messages = new LinkedHashMap<>();

    Chat(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a channel. */
    public ObjectNode addChannel(ObjectNode owner, ObjectNode sent) {
        ObjectNode channel = sent.deepCopy();
        String id = UUID.nameUUIDFromBytes(ids.text(16).getBytes(StandardCharsets.US_ASCII)).toString()
                .replace("-", "");
        channel.remove("members");
        channel.put("id", id).put("jid", id + "@conference.xmpp.zoom.us").put("owner_id", owner.get("id").asText());
        if (!channel.has("type")) {
            channel.put("type", 1);
        }
        channels.put(id, channel);
        return channel;
    }

    /** The channel with this id or JID. */
    public Optional<ObjectNode> channel(String id) {
        return Optional.ofNullable(channels.get(id.replace("@conference.xmpp.zoom.us", "")));
    }

    /** All channels. */
    public List<ObjectNode> channels() {
        return List.copyOf(channels.values());
    }

    /** Closes a channel. */
    public void removeChannel(String id) {
        channels.remove(id);
        messages.remove(channelKey(id));
    }

    /** The key of a channel's messages. */
    public static String channelKey(String channelId) {
        return "channel " + channelId;
    }

    /** The key of the messages between two people. */
    public static String contactKey(String user, String contact) {
        return user.compareTo(contact) < 0 ? "contact " + user + " " + contact : "contact " + contact + " " + user;
    }

    /** Sends a message. */
    public ObjectNode send(String key, ObjectNode sender, ObjectNode sent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode message = sent.deepCopy();
        message.remove(List.of("to_channel", "to_contact"));
        message.put("id", ids.plain()).put("sender", sender.get("email").asText()).put("date_time", now.toString());
        message.put("send_member_id", sender.get("id").asText()).put("timestamp", now.toEpochMilli()).put("status", "Normal");
        message.put("sender_display_name", sender.path("display_name").asText("")).put("message_type", "plain_text_message");
        messages.computeIfAbsent(key, k -> new ArrayList<>()).add(message);
        return message;
    }

    /** Messages under a key, oldest first. */
    public List<ObjectNode> messages(String key) {
        return messages.computeIfAbsent(key, k -> new ArrayList<>());
    }
}
