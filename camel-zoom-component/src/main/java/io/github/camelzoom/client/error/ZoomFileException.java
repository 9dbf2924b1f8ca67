package io.github.camelzoom.client.error;

/** A file of Zoom's could not be fetched whole, although something may have been answered. */
public class ZoomFileException extends ZoomException {

    /** What is wrong. */
    public enum Reason {
        /** Zoom still works on the file; it can be had later. */
        NOT_READY,
        /** A web page or an error came instead of the file. */
        NOT_A_FILE,
        /** The file has another size than was announced. */
        WRONG_SIZE,
        /** The file became another one while it was fetched, after a part had been delivered. */
        CHANGED,
        /** The address is not one of Zoom's. */
        FOREIGN_HOST,
        /** Another download writes the same file at the moment. */
        IN_USE
    }

    private final Reason reason;

    public ZoomFileException(ErrorDetail detail, Reason reason, String message) {
        super(detail, message, null);
        this.reason = reason;
    }

    public Reason getReason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return reason == Reason.NOT_READY || reason == Reason.CHANGED || reason == Reason.IN_USE;
    }
}
