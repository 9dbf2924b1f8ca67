package io.github.camelzoom.consumer;

import io.github.camelzoom.client.event.EventEnvelope;
import io.github.camelzoom.client.event.MalformedEventException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * An event as it came. Immutable as long as nobody changes the bytes.
 *
 * @param body      its JSON, to the byte as Zoom sent it
 * @param envelope  what it says
 * @param transport the way it came
 */
public record EventMessage(byte[] body, EventEnvelope envelope, EventTransport transport) {

    /**
     * @throws MalformedEventException when the body is no event
     */
    public static EventMessage read(byte[] body, EventTransport transport) throws MalformedEventException {
        return new EventMessage(body, EventEnvelope.read(body), transport);
    }

    /** Makes it the message of an exchange; what Zoom did not say is no header. */
    public void putOn(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(body);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(EventHeaders.EVENT, envelope.event());
        message.setHeader(EventHeaders.KEY, envelope.key());
        message.setHeader(EventHeaders.TRANSPORT, transport.name());
        set(message, EventHeaders.TIMESTAMP, envelope.timestamp());
        set(message, EventHeaders.ACCOUNT_ID, envelope.accountId());
        set(message, EventHeaders.OBJECT_ID, envelope.objectId());
        set(message, EventHeaders.OBJECT_UUID, envelope.objectUuid());
        set(message, EventHeaders.DOWNLOAD_TOKEN, envelope.downloadToken());
    }

    private static void set(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
