package io.github.camelzoom.consumer.webhook;

import java.nio.charset.StandardCharsets;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What Zoom is answered. Immutable.
 *
 * @param status of HTTP: Zoom repeats an event after 5xx only
 * @param json   empty for none
 * @param allow  the methods to try instead; null when that is not the trouble
 */
record WebhookAnswer(int status, String json, String allow) {

    static final WebhookAnswer ACCEPTED = of(200);
    static final WebhookAnswer MALFORMED = of(400);
    static final WebhookAnswer REFUSED = of(401);
    static final WebhookAnswer POST_ONLY = new WebhookAnswer(405, "", "POST");
    static final WebhookAnswer TOO_LONG = of(413);
    static final WebhookAnswer JSON_ONLY = of(415);
    static final WebhookAnswer AGAIN_LATER = of(503);

    private static WebhookAnswer of(int status) {
        return new WebhookAnswer(status, "", null);
    }

    static WebhookAnswer json(String json) {
        return new WebhookAnswer(200, json, null);
    }

    /** Leaves nothing of the request behind: some servers would send its headers back. */
    void putOn(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("X-Content-Type-Options", "nosniff");
        if (!json.isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        if (allow != null) {
            message.setHeader("Allow", allow);
        }
        message.setBody(json.getBytes(StandardCharsets.UTF_8));
    }
}
