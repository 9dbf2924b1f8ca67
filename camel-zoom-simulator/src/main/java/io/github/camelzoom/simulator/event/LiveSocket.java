package io.github.camelzoom.simulator.event;

import java.time.Instant;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;

/** The server's end of one connection. On the loop only. */
final class LiveSocket {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final short NORMAL = 1000;

    private final int number;
    private final String refusal;
    private final long tokenSerial;
    private final Instant tokenExpiresAt;
    private final ServerWebSocket socket;
    private final VirtualClock clock;
    private final Instant openedAt;
    private Instant closedAt;
    private int heartbeats;
    private int events;
    private int flushed;

    LiveSocket(int number, String refusal, IssuedToken token, ServerWebSocket socket, VirtualClock clock) {
        this.number = number;
        this.refusal = refusal;
        this.tokenSerial = token == null ? 0 : token.serial();
        this.tokenExpiresAt = token == null ? Instant.MIN : token.expiresAt();
        this.socket = socket;
        this.clock = clock;
        this.openedAt = clock.instant();
    }

    /** Says whether the connection stands, and listens. */
    void open(Supplier<SocketHabits> habits) {
        socket.closeHandler(v -> closedAt = closedAt == null ? clock.instant() : closedAt);
        socket.exceptionHandler(e -> {
            // a broken line ends with the close handler
        });
        socket.textMessageHandler(text -> received(text, habits));
        if (refusal.isEmpty()) {
            write(frame("build_connection", true, JsonNodeFactory.instance.textNode("")));
        } else {
            close(refusal);
        }
    }

    private void received(String text, Supplier<SocketHabits> habits) {
        if (!module(text).equals("heartbeat")) {
            return;
        }
        heartbeats++;
        if (!habits.get().silent()) {
            write(frame("heartbeat", true, JsonNodeFactory.instance.textNode("live")));
        }
    }

    private static String module(String text) {
        try {
            return MAPPER.readTree(text).path("module").asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    void send(SimulatedEvent event, SocketHabits habits) {
        events++;
        ObjectNode frame = frame("message", true, habits.contentAsObject()
                ? parsed(event.json())
                : JsonNodeFactory.instance.textNode(event.json()));
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame.toString()).onSuccess(written -> flushed++);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    /** Tells why, as Zoom does, and closes. */
    void close(String reason) {
        write(frame("build_connection", false, JsonNodeFactory.instance.textNode(reason)));
        close(NORMAL, reason);
    }

    void close(short code, String reason) {
        closedAt = closedAt == null ? clock.instant() : closedAt;
        socket.close(code, reason);
    }

    void breakOff(BreakOff way, boolean reset) {
        closedAt = closedAt == null ? clock.instant() : closedAt;
        way.end(((WebSocketInternal) socket).connection(), reset);
    }

    private void write(ObjectNode frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame.toString());
        }
    }

    private static ObjectNode frame(String module, boolean success, JsonNode content) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("module", module).put("success", success);
        frame.set("content", content);
        frame.putObject("header");
        return frame;
    }

    boolean live() {
        return refusal.isEmpty() && closedAt == null && !socket.isClosed();
    }

    Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    int number() {
        return number;
    }

    SocketConnection snapshot() {
        return new SocketConnection(number, refusal, tokenSerial, heartbeats, events, flushed, openedAt, closedAt);
    }
}
