package io.github.camelzoom.client.socket;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Opens WebSockets. Thread-safe. */
public interface SocketConnector {

    /** Why a WebSocket could not be opened; its message has no secret. */
    final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        /**
         * @param status of HTTP; 0 when there was no answer
         */
        public RefusedException(String message, int status) {
            super(message);
            this.status = status;
        }

        /** Whether the server does not know the token. */
        boolean isTokenTrouble() {
            return status == 401;
        }
    }

    /**
     * Opens one.
     *
     * @param  url holds a token; it must not be shown
     * @return     fails with a {@link RefusedException}
     */
    CompletionStage<SocketChannel> open(URI url, SocketChannel.Listener listener);
}
