package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.synthetic.LazyList;
import io.github.camelzoom.simulator.world.Chat;
import io.github.camelzoom.simulator.world.Sessions;

/** Team Chat: channels and messages. */
final class ChatApi {

    private static final List<String> CHANNEL_FIELDS = List.of("id", "jid", "name", "type", "channel_settings");

    private final Pages pages;

    ChatApi(Pages pages) {
        this.pages = pages;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("chat/users/channels/list", this::channels);
        handlers.put("chat/users/channels/create", this::createChannel);
        for (String root : List.of("chat/users/channels/", "chat/channels/")) {
            handlers.put(root + "get", call -> Answer.json(200, shown(channel(call))));
            handlers.put(root + "update", this::updateChannel);
            handlers.put(root + "delete", this::deleteChannel);
        }
        handlers.put("chat/users/messages/list", this::messages);
        handlers.put("chat/users/messages/create", this::send);
        handlers.put("chat/users/messages/get", call -> Answer.json(200, message(call, messagesOf(call, from(call)))));
        handlers.put("chat/users/messages/update", this::edit);
        handlers.put("chat/users/messages/delete", this::deleteMessage);
    }

    private Answer channels(ApiCall call) {
        List<ObjectNode> channels = call.data().chat().channels(UsersApi.user(call).get("id").asText());
        return Answer.json(200, pages.page(call, LazyList.of(channels.size(), i -> shown(channels.get(i)))));
    }

    private Answer createChannel(ApiCall call) {
        return Answer.json(201, shown(call.data().chat().addChannel(UsersApi.user(call), call.body())));
    }

    private static ObjectNode channel(ApiCall call) {
        return channel(call, call.path("channelId"));
    }

    private static ObjectNode channel(ApiCall call, String id) {
        return call.data().chat().channel(id).orElseThrow(() -> new ApiFailure(404, 4130, "Channel does not exist: " + id));
    }

    private Answer updateChannel(ApiCall call) {
        Sessions.merge(channel(call), call.body());
        return Answer.empty(204);
    }

    private Answer deleteChannel(ApiCall call) {
        call.data().chat().removeChannel(channel(call).get("id").asText());
        return Answer.empty(204);
    }

    private Answer messages(ApiCall call) {
        return Answer.json(200, pages.page(call, messagesOf(call, from(call))));
    }

    private Answer send(ApiCall call) {
        ObjectNode sender = UsersApi.user(call);
        ObjectNode message = call.data().chat().send(key(call, call.body()), sender, call.body());
        return Answer.json(201, JsonNodeFactory.instance.objectNode().put("id", message.get("id").asText()));
    }

    private Answer edit(ApiCall call) {
        ObjectNode message = message(call, messagesOf(call, call.body()));
        message.set("message", call.body().path("message"));
        message.put("status", "Edited");
        return Answer.empty(204);
    }

    private Answer deleteMessage(ApiCall call) {
        List<ObjectNode> all = messagesOf(call, from(call));
        all.remove(message(call, all));
        return Answer.empty(204);
    }

    private static ObjectNode from(ApiCall call) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("to_channel", "to_contact")) {
            call.query().nonEmpty(name).ifPresent(v -> target.put(name, v));
        }
        return target;
    }

    private static List<ObjectNode> messagesOf(ApiCall call, ObjectNode target) {
        return call.data().chat().messages(key(call, target));
    }

    private static String key(ApiCall call, ObjectNode target) {
        String userId = UsersApi.user(call).get("id").asText();
        if (target.has("to_channel")) {
            return Chat.channelKey(channel(call, target.get("to_channel").asText()).get("id").asText());
        }
        String contact = target.path("to_contact").asText("");
        if (contact.isEmpty()) {
            throw new ApiFailure(400, 5301, "Request to chat failed: either to_contact or to_channel must be given.");
        }
        ObjectNode user = call.data().user(contact)
                .orElseThrow(() -> new ApiFailure(400, 5301, "Request to chat failed: unknown contact " + contact));
        return Chat.contactKey(userId, user.get("id").asText());
    }

    private static ObjectNode message(ApiCall call, List<ObjectNode> messages) {
        return messages.stream().filter(m -> m.get("id").asText().equals(call.path("messageId"))).findFirst()
                .orElseThrow(() -> new ApiFailure(400, 5301, "Request to chat failed: message does not exist."));
    }

    private static ObjectNode shown(ObjectNode channel) {
        return channel.deepCopy().retain(CHANNEL_FIELDS);
    }
}
