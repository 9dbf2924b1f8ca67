package io.github.camelzoom.client.socket;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connections that the test opens, feeds and ends by hand. */
final class FakeConnector implements SocketConnector {

    /** One attempt to connect. */
    final class Attempt implements SocketChannel {

        final URI url;
        final SocketChannel.Listener listener;
        final CompletableFuture<SocketChannel> opening = new CompletableFuture<>();
        final List<String> sent = new ArrayList<>();
        int requested = 1;
        boolean closed;
        boolean aborted;

        Attempt(URI url, SocketChannel.Listener listener) {
            this.url = url;
            this.listener = listener;
        }

        /** It opens, and Zoom lets it in. */
        void build() {
            opening.complete(this);
            say("{\"module\":\"build_connection\",\"success\":true,\"content\":\"\"}");
        }

        void say(String message) {
            run.run();
            requested--;
            if (listener.text(message)) {
                requested++;
            }
            run.run();
        }

        void event(String name) {
            say("{\"module\":\"message\",\"content\":\"{\\\"event\\\":\\\"" + name + "\\\"}\",\"header\":{}}");
        }

        void end(String reason) {
            listener.ended(reason);
            run.run();
        }

        @Override
        public void request() {
            requested++;
        }

        @Override
        public void send(String message) {
            sent.add(message);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void abort() {
            aborted = true;
            listener.ended("cut");
        }
    }

    final List<Attempt> attempts = new ArrayList<>();
    private final Runnable run;

    /**
     * @param run lets everything happen that can
     */
    FakeConnector(Runnable run) {
        this.run = run;
    }

    @Override
    public CompletionStage<SocketChannel> open(URI url, SocketChannel.Listener listener) {
        Attempt attempt = new Attempt(url, listener);
        attempts.add(attempt);
        return attempt.opening;
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }
}
