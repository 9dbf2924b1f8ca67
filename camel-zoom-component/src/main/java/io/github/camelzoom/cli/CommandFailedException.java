package io.github.camelzoom.cli;

/** The command did what it could, and it was not enough; the message is for a person and holds no secret. */
final class CommandFailedException extends RuntimeException {

    CommandFailedException(String message) {
        super(message);
    }
}
