package io.github.camelzoom.client.error;

/** No answer came: the host could not be reached, the line broke or the time was up. */
public class ZoomTransportException extends ZoomException {

    private final boolean outcomeKnown;

    /**
     * @param outcomeKnown false when the request may have been carried out although no answer came
     */
    public ZoomTransportException(ErrorDetail detail, boolean outcomeKnown, String message, Throwable cause) {
        super(detail, outcomeKnown
                ? message
                : message + "; the request may have been carried out, so it was not repeated", cause);
        this.outcomeKnown = outcomeKnown;
    }

    @Override
    public boolean isRetryable() {
        return true;
    }

    @Override
    public boolean isOutcomeKnown() {
        return outcomeKnown;
    }
}
