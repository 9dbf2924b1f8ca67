package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

/** A plain WebSocket client that remembers what it heard. Not the JDK's, which may lose what comes just before a break. */
final class SocketClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    private final ClientWebSocket socket = VERTX.createWebSocketClient().webSocket();
    volatile String ended;

    SocketClient(URI uri) {
        socket.textMessageHandler(this::text);
        socket.closeHandler(closed -> ended = socket.closeStatusCode() == null
                ? "broken"
                : socket.closeStatusCode() + " " + socket.closeReason());
        socket.connect(new WebSocketConnectOptions().setAbsoluteURI(uri.toString())).toCompletionStage().toCompletableFuture()
                .join();
    }

    void heartbeat() {
        socket.writeTextMessage("{\"module\":\"heartbeat\"}").toCompletionStage().toCompletableFuture().join();
    }

    private void text(String message) {
        JsonNode frame = json(message);
        frames.add(frame);
        if (frame.path("module").asText().equals("message")) {
            JsonNode content = frame.path("content");
            events.add(content.isTextual() ? content.asText() : content.toString());
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
