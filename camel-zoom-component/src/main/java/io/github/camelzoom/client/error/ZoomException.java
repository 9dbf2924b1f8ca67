package io.github.camelzoom.client.error;

import org.apache.camel.spi.HttpResponseAware;

/**
 * Root of everything that can go wrong between a route and Zoom. A message names the connection and the operation and
 * says what to change; no secret, token or raw answer body is ever part of it.
 *
 * <p>
 * It implements Camel's {@link HttpResponseAware}, so that Camel's health checks report the status. This is the one
 * Camel type the client half knows; code 0 says that there was no answer.
 */
public abstract class ZoomException extends RuntimeException implements HttpResponseAware {

    private final ErrorDetail detail;
    private int httpResponseCode;
    private String httpResponseStatus;

    protected ZoomException(ErrorDetail detail, String message, Throwable cause) {
        super(detail.describe() + ": " + message, cause);
        this.detail = detail;
        this.httpResponseCode = detail.status();
    }

    /** What another exception tells, told by the operation that met it. */
    ZoomException(ZoomException other, String operation) {
        super(operation + ": " + other.getMessage(), other.getCause());
        detail = other.detail.forOperation(operation);
        httpResponseCode = other.httpResponseCode;
        httpResponseStatus = other.httpResponseStatus;
        setStackTrace(other.getStackTrace());
    }

    /** The connection's name; never null. */
    public String getConnection() {
        return detail.connection();
    }

    /** The operation's name, or what was done instead of one; never null. */
    public String getOperation() {
        return detail.operation();
    }

    /** Zoom's own error code, 0 when there was none. */
    public long getZoomCode() {
        return detail.code();
    }

    /** Zoom's tracking id of the answer, null when there was none. */
    public String getTrackingId() {
        return detail.trackingId();
    }

    /** Whether the same call may succeed later without anything being changed. */
    public abstract boolean isRetryable();

    /** Whether it is known that Zoom did not carry out the call. False after a lost answer to a write. */
    public boolean isOutcomeKnown() {
        return true;
    }

    @Override
    public int getHttpResponseCode() {
        return httpResponseCode;
    }

    @Override
    public void setHttpResponseCode(int code) {
        httpResponseCode = code;
    }

    @Override
    public String getHttpResponseStatus() {
        return httpResponseStatus;
    }

    @Override
    public void setHttpResponseStatus(String status) {
        httpResponseStatus = status;
    }
}
