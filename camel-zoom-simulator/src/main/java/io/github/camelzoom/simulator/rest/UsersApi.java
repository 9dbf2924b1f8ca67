package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.world.Sessions;

/** Users: list, create, get, update, activate, deactivate, delete. */
final class UsersApi {

    private final Pages pages;

    UsersApi(Pages pages) {
        this.pages = pages;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("users/list", this::list);
        handlers.put("users/create", this::create);
        handlers.put("users/get", call -> Answer.json(200, user(call)));
        handlers.put("users/update", this::update);
        handlers.put("users/status/update", this::updateStatus);
        handlers.put("users/delete", this::delete);
    }

    static ObjectNode user(ApiCall call) {
        return call.data().user(call.path("userId")).orElseThrow(() -> ApiFailure.noSuchUser(call.path("userId")));
    }

    private Answer list(ApiCall call) {
        return Answer.json(200, pages.page(call, call.data().usersWithStatus(call.query("status", "active"))));
    }

    private Answer create(ApiCall call) {
        ObjectNode info = call.body().path("user_info") instanceof ObjectNode given
                ? given
                : JsonNodeFactory.instance.objectNode();
        String email = info.path("email").asText("");
        if (!email.contains("@")) {
            throw ApiFailure
                    .validation(List.of(new ApiFailure.FieldError("user_info.email", "Invalid field, must be an e-mail.")));
        }
        if (call.data().user(email).isPresent()) {
            throw new ApiFailure(409, 1005, "User already in the account: " + email);
        }
        ObjectNode user = call.data().newUser(email, info.path("type").asInt(1));
        info.remove("password");
        Sessions.merge(user, info);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        List.of("id", "email", "first_name", "last_name", "type").forEach(f -> answer.set(f, user.get(f)));
        return Answer.json(201, answer);
    }

    private Answer update(ApiCall call) {
        Sessions.merge(user(call), call.body());
        return Answer.empty(204);
    }

    /** Clocking in and out changes nothing that is told about. */
    private Answer updateStatus(ApiCall call) {
        ObjectNode user = user(call);
        switch (call.body().path("action").asText()) {
            case "activate" -> user.put("status", "active");
            case "deactivate" -> user.put("status", "inactive");
            default -> {
                // clock_in, clock_out
            }
        }
        return Answer.empty(call.operation().successStatus());
    }

    private Answer delete(ApiCall call) {
        call.data().removeUser(user(call).get("id").asText());
        return Answer.empty(204);
    }
}
