package io.github.camelzoom.client.socket;

/** An open WebSocket. Thread-safe; no method blocks or fails: what goes wrong is told to the {@link Listener}. */
public interface SocketChannel {

    /** Hears of one WebSocket, one thing after another. Must not block. */
    interface Listener {

        /** A whole text message. */
        void text(String message);

        /**
         * Nothing comes any more; told once.
         *
         * @param reason for a person; without secrets
         */
        void ended(String reason);
    }

    /** Asks for one more message; none is read that was not asked for, so that a slow reader slows the sender down. */
    void request();

    /** Sends a text message. */
    void send(String message);

    /** Says good-bye; {@link Listener#ended} follows. */
    void close();

    /** Cuts the line; {@link Listener#ended} follows. */
    void abort();
}
