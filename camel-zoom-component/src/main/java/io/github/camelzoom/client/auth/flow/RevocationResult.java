package io.github.camelzoom.client.auth.flow;

import java.util.Objects;

/**
 * What came of a revocation. Immutable, thread-safe; holds no secret.
 *
 * @param status     what came of it
 * @param connection the connection's name
 * @param property   the option to change; null when no single one is to blame
 * @param message    for a person; never null
 */
public record RevocationResult(Status status, String connection, String property, String message) {

    /** What came of a revocation. */
    public enum Status {
        /** Zoom has ended the tokens, and they are out of the store. */
        REVOKED(true),
        /** Zoom knew the tokens no more; they are out of the store. */
        ALREADY_DEAD(true),
        /** There were no tokens. */
        NOTHING(true),
        /** Zoom refused, for a reason other than dead tokens; nothing was changed. */
        REFUSED(false),
        /** Zoom or the network cannot be used at the moment; nothing was changed here. */
        UNAVAILABLE(false),
        /** The store cannot be used; Zoom may have ended the tokens all the same. */
        STORE_FAILED(false);

        private final boolean gone;

        Status(boolean gone) {
            this.gone = gone;
        }

        /** Whether the connection has no tokens any more. */
        public boolean isGone() {
            return gone;
        }
    }

    public RevocationResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(message, "message");
    }
}
