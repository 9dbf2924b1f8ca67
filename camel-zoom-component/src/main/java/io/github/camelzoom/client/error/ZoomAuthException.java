package io.github.camelzoom.client.error;

/** No bearer could be had, or Zoom did not accept it. The message names the property to look at. */
public class ZoomAuthException extends ZoomException {

    /** Why there is no bearer. */
    public enum Reason {
        /** Client id, secret, account or app are wrong or switched off; retrying cannot help. */
        REFUSED,
        /** The refresh token is dead; a person has to consent again. */
        NEEDS_CONSENT,
        /** Zoom rejects a token that it has just issued. */
        TOKEN_REJECTED,
        /** The token given has ended and initiateOAuth does not allow to get another. */
        NOT_ALLOWED,
        /** The token endpoint or the token store cannot be used at the moment. */
        UNAVAILABLE,
        /** The app lacks a scope. */
        SCOPE
    }

    private final Reason reason;
    private final String property;

    /**
     * @param property the option to change, null when no single one is to blame
     */
    public ZoomAuthException(ErrorDetail detail, Reason reason, String property, String message, Throwable cause) {
        super(detail, message, cause);
        this.reason = reason;
        this.property = property;
    }

    ZoomAuthException(ZoomAuthException other, String operation) {
        super(other, operation);
        this.reason = other.reason;
        this.property = other.property;
    }

    /**
     * This, told by the operation that needed the bearer: the same type, reason, property and answer, but
     * {@link #getOperation()} and the beginning of the message name that operation.
     */
    public ZoomAuthException forOperation(String operation) {
        return new ZoomAuthException(this, operation);
    }

    public Reason getReason() {
        return reason;
    }

    /** The option to change, null when no single one is to blame. */
    public String getProperty() {
        return property;
    }

    @Override
    public boolean isRetryable() {
        return reason == Reason.UNAVAILABLE;
    }
}
