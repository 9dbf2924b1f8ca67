package io.github.camelzoom.consumer.socket;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;

/** Zoom's side of the event WebSocket, on the loopback address. */
final class FakeZoomSocket {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, ServerWebSocket> live = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean answeringHeartbeats = true;

    FakeZoomSocket() throws Exception {
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0)).webSocketHandler(this::accept);
        server.listen().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void accept(ServerWebSocket socket) {
        Map<String, String> query = new ConcurrentHashMap<>();
        for (String pair : socket.query().split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        String token = URLDecoder.decode(query.get("access_token"), StandardCharsets.UTF_8);
        String subscription = query.get("subscriptionId");
        tokens.add(token);
        if (refused.contains(token)) {
            say(socket, "build_connection", false, "Invalid Token");
            socket.close();
            return;
        }
        socket.textMessageHandler(text -> {
            if (answeringHeartbeats && new JsonObject(text).getString("module").equals("heartbeat")) {
                say(socket, "heartbeat", true, "live");
            }
        });
        socket.closeHandler(none -> live.remove(subscription, socket));
        say(socket, "build_connection", true, "");
        ServerWebSocket other = live.put(subscription, socket);
        if (other != null) {
            other.close((short) 1000, "Connected in another place");
        }
    }

    private static void say(ServerWebSocket socket, String module, boolean success, String content) {
        socket.writeTextMessage(new JsonObject().put("module", module).put("success", success).put("content", content).put(
                "header", new JsonObject()).encode());
    }

    String url() {
        return "ws://127.0.0.1:" + server.actualPort() + "/ws";
    }

    /** The tokens of all connections, in their order. */
    List<String> tokens() {
        return tokens;
    }

    void refuse(String token) {
        refused.add(token);
    }

    void answerHeartbeats(boolean answering) {
        answeringHeartbeats = answering;
    }

    boolean isConnected(String subscription) {
        return live.containsKey(subscription);
    }

    /** Sends an event; false when nobody is connected, as when Zoom has nobody to send it to. */
    boolean send(String subscription, String event) throws Exception {
        ServerWebSocket socket = live.get(subscription);
        if (socket == null) {
            return false;
        }
        try {
            socket.writeTextMessage(new JsonObject().put("module", "message").put("content", event).put("header",
                    new JsonObject()).encode()).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** Ends a connection, after what was sent on it. */
    void drop(String subscription) {
        ServerWebSocket socket = live.remove(subscription);
        if (socket != null) {
            socket.close((short) 1011, "");
        }
    }

    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
