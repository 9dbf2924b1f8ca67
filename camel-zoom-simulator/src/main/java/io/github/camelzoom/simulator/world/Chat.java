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
import java.util.OptionalInt;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;

/** Chat channels and messages of an account. Guarded by the account's lock. */
public final class Chat {

    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> messages = new LinkedHashMap<>();
    private SyntheticAccount synthetic;

    Chat(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    void synthetic(SyntheticAccount account) {
        synthetic = account;
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
        return Optional.ofNullable(channels.get(id.replace("@conference.xmpp.zoom.us", "")))
                .or(() -> Optional.ofNullable(synthetic).map(s -> s.channel(id)));
    }

    /** The computed channels of a user, then all stored ones. */
    public List<ObjectNode> channels(String userId) {
        List<ObjectNode> stored = List.copyOf(channels.values());
        OptionalInt user = synthetic == null ? OptionalInt.empty() : synthetic.userIndex(userId);
        return user.isPresent() ? synthetic.channels(user.getAsInt()).then(stored) : stored;
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
