package io.github.camelzoom.client.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * 128 bits of an item's content, whatever the order of its fields. Fields that Zoom makes anew for each answer are left
 * out: {@code start_url} (lives two hours) and {@code download_access_token}.
 */
public record ContentHash(long high, long low) {

    private static final Set<String> MADE_FOR_EACH_ANSWER = Set.of("start_url", "download_access_token");

    /** The hash of an item. */
    public static ContentHash of(JsonNode item) {
        MessageDigest digest = sha256();
        add(digest, item);
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new ContentHash(bytes.getLong(), bytes.getLong());
    }

    private static void add(MessageDigest digest, JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.keySet().removeAll(MADE_FOR_EACH_ANSWER);
            start(digest, 'o', fields.size());
            fields.forEach((name, value) -> {
                text(digest, 'n', name);
                add(digest, value);
            });
        } else if (node.isArray()) {
            start(digest, 'a', node.size());
            node.forEach(element -> add(digest, element));
        } else {
            text(digest, node.isTextual() ? 't' : 'v', node.asText());
        }
    }

    private static void text(MessageDigest digest, char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        start(digest, kind, bytes.length);
        digest.update(bytes);
    }

    private static void start(MessageDigest digest, char kind, int length) {
        digest.update(ByteBuffer.allocate(5).put((byte) kind).putInt(length).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
