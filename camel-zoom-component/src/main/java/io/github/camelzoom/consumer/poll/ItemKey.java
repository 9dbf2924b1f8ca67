package io.github.camelzoom.consumer.poll;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelzoom.client.page.ContentHash;

/**
 * By what an item is recognized: its id and what changes when the item does, so that a changed item is a new one. Items
 * without an id of their own are recognized by all their content.
 *
 * @param id  as Zoom wrote it; null when the item has none
 * @param key without control characters
 */
record ItemKey(String id, String key) {

    /** A recurring meeting has one id for all its instances, but each has a uuid: uuid first. */
    private static final List<String> IDS = List.of("uuid", "id");
    /**
     * Names in Zoom's published list answers that have uuid or id. The times of joining and leaving are among them, since
     * a participant who comes twice is two rows with one id; the two sums, since a recording's files come one by one.
     */
    private static final List<String> REVISIONS = List.of("updated_at", "updated", "updated_time", "update_time", "modified_at",
            "modified_time", "modify_time", "modified_date", "last_modified_time", "last_modified_at", "etag", "occurrence_id",
            "start_time", "end_time", "call_end_time", "complete_time", "deleted_time", "date_time", "join_time", "leave_time",
            "timestamp", "last_message_sent_time", "recording_count", "total_size");
    /** With the consumer's name in front it fits into the 100 characters of camel-sql's table. */
    static final int LONGEST = 53;

    /**
     * @param parent the field that names the list the item is from, null when there is one list only: the same user may be
     *               a member of two groups
     */
    static ItemKey of(JsonNode item, String parent) {
        for (String name : IDS) {
            String id = text(item.get(name));
            if (id != null) {
                return new ItemKey(id, key(id, item, parent));
            }
        }
        return new ItemKey(null, hash(item));
    }

    private static String key(String id, JsonNode item, String parent) {
        ObjectNode revision = JsonNodeFactory.instance.objectNode();
        if (parent != null) {
            revision.put(parent, item.path(parent).asText());
        }
        for (String name : REVISIONS) {
            String value = text(item.get(name));
            if (value != null) {
                revision.put(name, value);
            }
        }
        String key = revision.isEmpty() ? id : id + "@" + hash(revision).substring(16);
        boolean storable = key.length() <= LONGEST && key.chars().noneMatch(Character::isISOControl);
        return storable ? key : hash(TextNode.valueOf(key));
    }

    private static String text(JsonNode value) {
        return value == null || !value.isValueNode() || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    private static String hash(JsonNode content) {
        ContentHash hash = ContentHash.of(content);
        return String.format("%016x%016x", hash.high(), hash.low());
    }
}
