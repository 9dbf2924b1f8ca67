package io.github.camelzoom.client.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * A message of Zoom's WebSocket: {@code {"module":"message","content":"{...}"}}. Immutable.
 *
 * @param kind    what it is
 * @param success false only when Zoom says so
 * @param content for an event its JSON; else Zoom's words, never null
 */
record SocketFrame(Kind kind, boolean success, String content) {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    /** What a message is. */
    enum Kind {
        /** The answer to the connection itself. */
        BUILD_CONNECTION,
        /** The answer to a heartbeat. */
        HEARTBEAT,
        /** An event. */
        EVENT,
        /** Something else, or no JSON. */
        OTHER
    }

    static SocketFrame parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (IOException e) {
            return new SocketFrame(Kind.OTHER, true, "");
        }
        // An event comes as a text that holds JSON; an object would say the same.
        JsonNode content = root.path("content");
        String words = content.isContainerNode() ? content.toString() : content.asText("");
        Kind kind = switch (root.path("module").asText("").toLowerCase(Locale.ROOT)) {
            case "build_connection" -> Kind.BUILD_CONNECTION;
            case "heartbeat" -> Kind.HEARTBEAT;
            case "message" -> Kind.EVENT;
            default -> Kind.OTHER;
        };
        return new SocketFrame(kind, root.path("success").asBoolean(true), words);
    }

    /** The event as bytes, as a webhook would have it. */
    byte[] event() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether Zoom does not accept the token. It has several words for that: Invalid Token, Token is invalid, token is empty. */
    boolean isTokenTrouble() {
        return kind != Kind.EVENT && !success && content.toLowerCase(Locale.ROOT).contains("token");
    }

    /** Whether another connection has taken the place of this one. */
    boolean isKick() {
        return kind != Kind.EVENT && isKick(content);
    }

    static boolean isKick(String words) {
        return words.toLowerCase(Locale.ROOT).contains("another place");
    }
}
