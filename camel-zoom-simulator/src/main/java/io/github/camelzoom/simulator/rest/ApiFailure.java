package io.github.camelzoom.simulator.rest;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;

/** A refusal in Zoom's error shape: an HTTP status, Zoom's own code, a message and, for validation, the fields. */
public final class ApiFailure extends RuntimeException {

    private final int status;
    private final long code;
    private final List<FieldError> errors;

    /** A refusal without fields. */
    public ApiFailure(int status, long code, String message) {
        this(status, code, message, List.of());
    }

    /** A refusal that names fields. */
    public ApiFailure(int status, long code, String message, List<FieldError> errors) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** The usual validation failure. */
    public static ApiFailure validation(List<FieldError> errors) {
        return new ApiFailure(400, 300, "Validation Failed.", errors);
    }

    /** A user id, e-mail or {@code me} that stands for nobody here. */
    public static ApiFailure noSuchUser(String id) {
        return new ApiFailure(404, 1001, "User does not exist: " + id + ".");
    }

    /** A meeting that is not there, or whose UUID was damaged on the way. */
    public static ApiFailure noSuchMeeting(String id) {
        return new ApiFailure(404, 3001, "Meeting does not exist: " + id + ".");
    }

    /** The answer that says so. */
    public Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("code", code);
        body.put("message", getMessage());
        if (!errors.isEmpty()) {
            ArrayNode list = body.putArray("errors");
            errors.forEach(e -> list.addObject().put("field", e.field()).put("message", e.message()));
        }
        return Answer.json(status, body);
    }

    /** One field and what is wrong with it. */
    public record FieldError(String field, String message) {}
}
