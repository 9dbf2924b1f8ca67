package io.github.camelzoom.simulator.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.rest.ApiFailure;

/** A refusal of an OAuth endpoint, in one of the three body shapes Zoom uses there. */
public final class OAuthFailure extends RuntimeException {

    private final String outcome;
    private final transient Answer answer;

    private OAuthFailure(String outcome, String message, Answer answer) {
        super(message, null, false, false);
        this.outcome = outcome;
        this.answer = answer;
    }

    /** <code>{"reason":...,"error":...}</code>, the usual shape. */
    public static OAuthFailure of(int status, String error, String reason) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason).put("error", error);
        return new OAuthFailure(error, reason, Answer.json(status, body));
    }

    /** 400 {@code invalid_request}. */
    public static OAuthFailure invalidRequest(String reason) {
        return of(400, "invalid_request", reason);
    }

    /** The shape with a number: <code>{"status":false,"errorCode":...}</code>. */
    public static OAuthFailure numbered(int status, int code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", false).put("errorCode", code)
                .put("errorMessage", message).putNull("result");
        return new OAuthFailure(Integer.toString(code), message, Answer.json(status, body));
    }

    /** The shape of the REST side. */
    public static OAuthFailure rest(ApiFailure failure) {
        return new OAuthFailure("rest", failure.getMessage(), failure.answer());
    }

    String outcome() {
        return outcome;
    }

    Answer answer() {
        return answer;
    }
}
