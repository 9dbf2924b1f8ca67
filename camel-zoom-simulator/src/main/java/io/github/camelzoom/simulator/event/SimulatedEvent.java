package io.github.camelzoom.simulator.event;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event as it goes over the wire.
 *
 * @param name
 *            such as {@code meeting.started}
 * @param accountId
 *            of the account it happened in; empty when it has none
 * @param json
 *            the body, compact; sent byte for byte
 */
public record SimulatedEvent(String name, String accountId, String json) {

    /** An event with this body; chatbot events spell the account differently. */
    public static SimulatedEvent of(ObjectNode body) {
        String account = body.path("payload").path("account_id").asText(body.path("payload").path("accountId").asText(""));
        return new SimulatedEvent(body.path("event").asText(), account, body.toString());
    }

    /** The body's bytes. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
