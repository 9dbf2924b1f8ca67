package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a webhook's events go, and with which credentials.
 *
 * @param accountId
 *            whose events; empty for any
 * @param clientId
 *            of the app, sent as {@code clientid}
 * @param secretToken
 *            of the app, for the signature
 */
public record WebhookTarget(URI url, String accountId, String clientId, String secretToken) {

    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;

    /** Zoom's headers for a body that is sent at this epoch second. */
    Map<String, String> headers(String timestamp, byte[] body, String requestId, String trackingId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "Zoom Marketplace/1.0a");
        headers.put("clientid", clientId);
        headers.put("x-zm-signature", Signatures.of(secretToken, timestamp, body));
        headers.put("x-zm-request-timestamp", timestamp);
        headers.put("x-zm-request-id", requestId);
        headers.put("x-zm-trackingid", trackingId);
        headers.put("traceparent", "00-" + trackingId.substring(0, TRACE_ID) + "-" + trackingId.substring(0, SPAN_ID) + "-01");
        return headers;
    }

    @Override
    public String toString() {
        return "WebhookTarget[" + url + "]";
    }
}
