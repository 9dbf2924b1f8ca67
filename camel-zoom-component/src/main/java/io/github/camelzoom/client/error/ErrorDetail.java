package io.github.camelzoom.client.error;

import java.io.Serializable;

/**
 * What every failure tells: who called, what was called, and what Zoom answered. Immutable.
 *
 * @param connection the connection's name as the user knows it; never null
 * @param operation  the operation's name, or a short word for what was done ({@code token request}); never null
 * @param status     the HTTP status, 0 when there was no answer
 * @param code       Zoom's own code, 0 when the answer had none. The same number means different things on
 *                   different products, so it is only ever reported together with the message
 * @param trackingId {@code x-zm-trackingid} of the answer, which Zoom's support asks for; null when there was none
 */
public record ErrorDetail(String connection, String operation, int status, long code, String trackingId)
        implements
            Serializable {

    public static ErrorDetail of(String connection, String operation) {
        return new ErrorDetail(connection, operation, 0, 0, null);
    }

    public ErrorDetail withAnswer(int answeredStatus, long zoomCode, String answeredTrackingId) {
        return new ErrorDetail(connection, operation, answeredStatus, zoomCode, answeredTrackingId);
    }

    /** These for another operation. */
    ErrorDetail forOperation(String other) {
        return new ErrorDetail(connection, other, status, code, trackingId);
    }

    String describe() {
        StringBuilder text = new StringBuilder(operation).append(" on connection '").append(connection).append('\'');
        if (status > 0) {
            text.append(" answered HTTP ").append(status);
        }
        if (code != 0) {
            text.append(", Zoom code ").append(code);
        }
        if (trackingId != null) {
            text.append(", tracking id ").append(trackingId);
        }
        return text.toString();
    }
}
