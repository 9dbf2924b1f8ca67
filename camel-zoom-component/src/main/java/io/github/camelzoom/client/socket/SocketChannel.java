package io.github.camelzoom.client.socket;

/** An open WebSocket. Thread-safe; no method blocks or fails: what goes wrong is told to the {@link Listener}. */
public interface SocketChannel {

    /** Hears of one WebSocket, one thing after another, perhaps before it is known to be open. Must not block. */
    interface Listener {

        /**
         * A whole text message. The first one comes without being asked for.
         *
         * @return whether the next one may come at once; else {@link SocketChannel#request()} asks for it
         */
        boolean text(String message);

        /**
         * Nothing comes any more; told once.
         *
         * @param reason for a person; without secrets
         */
        void ended(String reason);
    }

    /** Asks for one more message; none is read that nobody wants, so that a slow reader slows the sender down. */
    void request();

    /** Sends a text message. */
    void send(String message);

    /** Says good-bye; {@link Listener#ended} follows. */
    void close();

    /** Cuts the line; {@link Listener#ended} follows. */
    void abort();
}
