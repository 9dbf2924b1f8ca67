package io.github.camelzoom.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A recorded request other than one to the OAuth endpoints that programs call: operations, downloads, and the pages people see.
 *
 * @param operation
 *            name of the operation of Zoom's tables that the route stands for; null when none matched; known even when
 *            a fault or a bad token kept the operation from being carried out
 * @param body
 *            the body's bytes as received, empty when there was none; not copied, treat as read-only
 */
public record ApiRequest(long sequence, Instant arrivedAt, long arrivedNanos, String method, String rawPath, String rawQuery,
        Headers headers, int status, String trackingId, String operation, BodyKind bodyKind, byte[] body)
        implements
            RecordedRequest {

    /** The {@code Authorization} header, null when none was sent. */
    public String authorization() {
        return headers.first("Authorization").orElse(null);
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
