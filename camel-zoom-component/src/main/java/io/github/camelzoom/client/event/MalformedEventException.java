package io.github.camelzoom.client.event;

/** What came is no event of Zoom. Its message quotes nothing of it. */
public final class MalformedEventException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message);
    }
}
