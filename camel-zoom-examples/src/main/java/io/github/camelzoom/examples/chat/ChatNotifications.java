package io.github.camelzoom.examples.chat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.builder.RouteBuilder;

/** Zoom has finished a recording, the channel is told, and somebody presses a button. */
public final class ChatNotifications implements Example {

    static final String CALLBACK = "/im/callback/1";

    @Override
    public String name() {
        return "chat-notifications";
    }

    @Override
    public RouteBuilder routes() {
        return new ChatRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("Chat notifications, in " + stage.zoom().name());
        if (stage.zoom().simulator().isEmpty()) {
            stage.requireWriting();
            stage.application(this).serve();
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        SimulatedAccount account = simulator.defaultAccount();
        // Zoom's address for answers is no part of its API.
        simulator.faults().onApi("POST", CALLBACK).status(200, "{}").always();
        ObjectNode recording = account.addRecording(account.users().get(1), "Planning", simulator.clock().instant());
        int port = freePort();
        try (Application application = stage.application(this, properties(account.generalApp(), port)).start()) {
            WebhookSubscription zoom = simulator.events().webhook(account.generalApp(),
                    URI.create("http://127.0.0.1:" + port + "/zoom/events"));
            stage.say("");
            stage.say("Zoom has finished a recording");
            zoom.send(completed(account, recording, simulator));
            application.await("recorded", 1);
            show(stage, simulator.journal().apiRequests("im/chat/messages/create").get(0));
            stage.say("");
            stage.say("Zoe presses Delete");
            zoom.send(pressed(account, "trash " + recording.get("uuid").asText(), simulator));
            application.await("pressed", 1);
            show(stage, simulator.journal().apiRequests(r -> r.rawPath().equals(CALLBACK)).get(0));
        }
    }

    static Map<String, String> properties(SimulatedApp chatbot, int port) {
        return Map.of("camel.server.port", Integer.toString(port),
                "camel.component.zoom.connections[chatbot].oauthClientId", chatbot.clientId(),
                "camel.component.zoom.connections[chatbot].oauthClientSecret", chatbot.clientSecret(),
                "secretToken", chatbot.secretToken(), "account", chatbot.accountId(), "robot", "v1robot@xmpp.zoom.us",
                "channel", "channel@conference.xmpp.zoom.us", "user", "zoe@xmpp.zoom.us");
    }

    static SimulatedEvent completed(SimulatedAccount account, ObjectNode recording, ZoomSimulator simulator) {
        ObjectNode event = event("recording.completed", simulator);
        ObjectNode object = recording.deepCopy().put("share_url", "https://zoom.us/rec/share/planning");
        event.putObject("payload").put("account_id", account.id()).set("object", object);
        return SimulatedEvent.of(event);
    }

    static SimulatedEvent pressed(SimulatedAccount account, String value, ZoomSimulator simulator) {
        ObjectNode event = event("interactive_message_actions", simulator);
        event.putObject("payload").put("accountId", account.id()).put("userName", "Zoe").put("messageId", "m1")
                .put("callback_url", simulator.origin() + CALLBACK).put("callback_token", "once")
                .putObject("actionItem").put("text", "Button").put("value", value);
        return SimulatedEvent.of(event);
    }

    private static ObjectNode event(String name, ZoomSimulator simulator) {
        return JsonNodeFactory.instance.objectNode().put("event", name).put("event_ts", simulator.clock().instant()
                .toEpochMilli());
    }

    /** As people see it. */
    private static void show(Stage stage, ApiRequest message) throws IOException {
        JsonNode content = new ObjectMapper().readTree(message.body()).path("content");
        stage.say("  | " + content.at("/head/text").asText());
        for (JsonNode part : content.path("body")) {
            StringBuilder line = new StringBuilder("  | ").append(part.path("text").asText()).append(part.has("link")
                    ? ", "
                    : "").append(part.path("link").asText());
            part.path("items").forEach(button -> line.append('[').append(button.path("text").asText()).append("] "));
            stage.say(line.toString().stripTrailing());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
