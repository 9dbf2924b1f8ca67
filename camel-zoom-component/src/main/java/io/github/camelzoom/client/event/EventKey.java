package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The key that two deliveries of one event share, and two events do not.
 *
 * <p>
 * Event, account, object and time alone would not do: two people can join a meeting in the same millisecond. So the rest
 * of the payload counts too, in any order and spelling, but for what Zoom makes anew for each delivery. What can also be
 * found in a list, after it was missed, has no such rest, and no {@code event_ts}, which is when Zoom told of it: its key is
 * made of what the list says as well, which is event, account, object, and when that was over ({@link ListedEvent}).
 *
 * <p>
 * Header {@code x-zm-request-id} of webhooks is no part of it, since no other way has it. It makes a key of its own, under
 * which a repetition is found that Zoom has written anew. The header is not signed, and a proxy may set it to the same for all;
 * so event, account, object and time count there as well.
 */
final class EventKey {

    /** Camel's tables for such keys have 100 characters. */
    private static final int NAME = 60;
    private static final int BYTES = 16;

    /** Made anew when an event is delivered again. */
    private static final Set<String> VOLATILE = Set.of("download_token", "download_url", "download_access_token", "play_url",
            "callback_token");

    private EventKey() {}

    static String of(EventEnvelope event) {
        String object = object(event);
        String over = object == null
                ? null
                : ListedEvent.of(event.event()).map(listed -> listed.over(event.object())).orElse(null);
        List<String> parts = new ArrayList<>();
        parts.add(event.event());
        parts.add(event.accountId());
        parts.add(object);
        if (over != null) {
            parts.add(over);
        } else {
            parts.add(Objects.toString(event.timestamp()));
            collect("", event.payload(), parts);
            parts.subList(4, parts.size()).sort(Comparator.naturalOrder());
        }
        // Some repositories are files with a key in each line.
        String name = event.event().replaceAll("\\p{Cntrl}", "?");
        return name.substring(0, Math.min(NAME, name.length())) + ":" + digest(parts);
    }

    /** The key of a webhook's request; null when the event has no time, as little else would tell events apart. */
    static String ofRequest(EventEnvelope event, String requestId) {
        if (event.timestamp() == null) {
            return null;
        }
        return "request:" + digest(Arrays.asList(requestId, event.event(), event.accountId(), object(event), event.timestamp()
                .toString()));
    }

    private static String object(EventEnvelope event) {
        return event.objectUuid() != null ? event.objectUuid() : event.objectId();
    }

    private static void collect(String path, JsonNode node, List<String> leaves) {
        if (node.isValueNode()) {
            leaves.add(path + '=' + node.asText());
            return;
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + '/' + i, node.get(i), leaves);
        }
        node.properties().forEach(field -> {
            if (!VOLATILE.contains(field.getKey())) {
                collect(path + '/' + field.getKey(), field.getValue(), leaves);
            }
        });
    }

    private static String digest(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
