package io.github.camelzoom.client.error;

import java.io.Serializable;
import java.util.List;

/** Zoom answered a call with an error of its own: the error body's code, message and field errors. */
public class ZoomApiException extends ZoomException {

    /**
     * One entry of the answer's {@code errors} array.
     *
     * @param field   the field or parameter at fault, empty when Zoom named none
     * @param message Zoom's words
     */
    public record FieldError(String field, String message) implements Serializable {}

    private final List<FieldError> fieldErrors;
    private final boolean outcomeKnown;

    /**
     * @param outcomeKnown whether it is certain that the call had no effect: false for a 5xx answer to a write
     */
    public ZoomApiException(ErrorDetail detail, String message, List<FieldError> fieldErrors, boolean outcomeKnown) {
        super(detail, fieldErrors.isEmpty() ? message : message + " " + fieldErrors, null);
        this.fieldErrors = List.copyOf(fieldErrors);
        this.outcomeKnown = outcomeKnown;
    }

    public List<FieldError> getFieldErrors() {
        return fieldErrors;
    }

    @Override
    public boolean isRetryable() {
        return getHttpResponseCode() >= 500;
    }

    @Override
    public boolean isOutcomeKnown() {
        return outcomeKnown;
    }
}
