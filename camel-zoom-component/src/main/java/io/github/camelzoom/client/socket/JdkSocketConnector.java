package io.github.camelzoom.client.socket;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WebSockets of the JDK's own client, which reads a message only when it is asked for one. Thread-safe. */
public final class JdkSocketConnector implements SocketConnector {

    private static final Logger LOG = LoggerFactory.getLogger(JdkSocketConnector.class);
    /** Far beyond any event; a message without end must not fill the memory. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    /**
     * @param executor runs the client's work
     * @param tls      null for the JDK's default
     * @param proxies  null for the JDK's default
     * @param timeout  how long the opening may take
     */
    public JdkSocketConnector(Executor executor, SSLContext tls, ProxySelector proxies, Duration timeout) {
        HttpClient.Builder builder = HttpClient.newBuilder().executor(executor);
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (proxies != null) {
            builder.proxy(proxies);
        }
        this.client = builder.build();
        this.timeout = timeout;
        JdkLogging.printingUrls().forEach(name -> LOG.warn("{} is on: it prints the URLs of WebSockets, and every bearer with"
                + " them. Switch it off", name));
    }

    @Override
    public CompletionStage<SocketChannel> open(URI url, SocketChannel.Listener listener) {
        Line line = new Line(listener);
        return client.newWebSocketBuilder().connectTimeout(timeout).buildAsync(url, line).handle((socket, failure) -> {
            if (failure != null) {
                throw new CompletionException(refused(failure));
            }
            return line;
        });
    }

    private static RefusedException refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            int status = handshake.getResponse().statusCode();
            return new RefusedException("the server answered HTTP " + status, status);
        }
        // Not the message: nobody promises that it does not quote the URL, which holds the token.
        return new RefusedException("no connection: " + cause.getClass().getSimpleName(), 0);
    }

    private static final class Line implements WebSocket.Listener, SocketChannel {

        private final Listener listener;
        private final StringBuilder text = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile WebSocket socket;

        Line(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket opened) {
            // Nothing is asked for until somebody asks.
            socket = opened;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (text.length() + data.length() > LONGEST) {
                from.abort();
                end("a message is longer than " + LONGEST + " characters");
                return null;
            }
            text.append(data);
            if (!last) {
                from.request(1);
                return null;
            }
            String whole = text.toString();
            text.setLength(0);
            listener.text(whole);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end("closed with code " + code + (reason.isBlank() ? "" : ", " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end("the line broke: " + error.getClass().getSimpleName());
        }

        private void end(String reason) {
            if (ended.compareAndSet(false, true)) {
                listener.ended(reason);
            }
        }

        @Override
        public void request() {
            socket.request(1);
        }

        @Override
        public void send(String message) {
            // A failure is not looked at: a second message before the first is sent is refused, which is no harm; and of a line
            // that is broken there may be something left to read, before its end is told.
            socket.sendText(message, true);
        }

        @Override
        public void close() {
            if (!ended.get()) {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> {
                    if (failure != null) {
                        abort();
                    } else {
                        socket.request(1);
                    }
                });
            }
        }

        @Override
        public void abort() {
            socket.abort();
            end("cut");
        }
    }
}
