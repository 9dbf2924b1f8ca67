package io.github.camelzoom.consumer;

import java.util.List;

import io.github.camelzoom.ZoomConstants;
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
 * @param keys      what it is remembered by; the first one is {@link EventEnvelope#key()}
 */
public record EventMessage(byte[] body, EventEnvelope envelope, EventTransport transport, List<String> keys) {

    /**
     * @throws MalformedEventException when the body is no event
     */
    public static EventMessage read(byte[] body, EventTransport transport) throws MalformedEventException {
        return read(body, transport, null);
    }

    /**
     * @param  requestId              that Zoom gave to the request, the same for each try; null when there is none
     * @throws MalformedEventException when the body is no event
     */
    public static EventMessage read(byte[] body, EventTransport transport, String requestId) throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.read(body);
        String requestKey = requestId == null ? null : envelope.requestKey(requestId);
        return new EventMessage(body, envelope, transport, requestKey == null
                ? List.of(envelope.key())
                : List.of(envelope.key(), requestKey));
    }

    /** Makes it the message of an exchange; what Zoom did not say is no header. */
    public void putOn(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(body);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(ZoomConstants.EVENT, envelope.event());
        message.setHeader(ZoomConstants.EVENT_KEY, envelope.key());
        message.setHeader(ZoomConstants.EVENT_TRANSPORT, transport.name());
        set(message, ZoomConstants.EVENT_TIMESTAMP, envelope.timestamp());
        set(message, ZoomConstants.ACCOUNT_ID, envelope.accountId());
        set(message, ZoomConstants.OBJECT_ID, envelope.objectId());
        set(message, ZoomConstants.OBJECT_UUID, envelope.objectUuid());
        set(message, ZoomConstants.DOWNLOAD_TOKEN, envelope.downloadToken());
        set(message, ZoomConstants.CALLBACK_URL, envelope.callbackUrl());
        set(message, ZoomConstants.CALLBACK_TOKEN, envelope.callbackToken());
    }

    private static void set(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
