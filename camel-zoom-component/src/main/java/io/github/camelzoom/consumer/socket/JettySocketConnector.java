package io.github.camelzoom.consumer.socket;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

import io.github.camelzoom.client.socket.SocketChannel;
import io.github.camelzoom.client.socket.SocketConnector;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WebSockets of Jetty's client, which reads a message only when it is asked for one, and tells the end after all that came
 * before. Thread-safe.
 */
public final class JettySocketConnector implements SocketConnector, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JettySocketConnector.class);
    /** Far beyond any event; a message without end must not fill the memory. */
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int THREADS = 8;
    /** At DEBUG they print the URLs of requests. */
    private static final List<String> LOGGERS = List.of("org.eclipse.jetty.client", "org.eclipse.jetty.websocket",
            "org.eclipse.jetty.http", "org.eclipse.jetty.io");
    private static final int NORMAL_CLOSURE = 1000;
    /** What Jetty says when there was no close frame (RFC 6455, section 7.1.5). */
    private static final int ABNORMAL_CLOSURE = 1006;

    private final WebSocketClient client;
    private final ProxySelector proxies;
    private final Duration timeout;
    private final Set<String> proxied = ConcurrentHashMap.newKeySet();

    /**
     * @param  tls                   null for the JDK's default
     * @param  proxies               null for the JDK's default
     * @param  timeout               how long the opening may take
     * @throws IllegalStateException when the client does not start
     */
    public JettySocketConnector(SSLContext tls, ProxySelector proxies, Duration timeout) {
        this.proxies = proxies;
        this.timeout = timeout;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("ZoomSocket");
        threads.setDaemon(true);
        SslContextFactory.Client security = new SslContextFactory.Client();
        if (tls != null) {
            security.setSslContext(tls);
        }
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setSslContextFactory(security);
        connector.setConnectTimeout(timeout);
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
        transport.setConnectionPoolFactory(JettySocketConnector::linesThatAreUsedOnce);
        HttpClient http = new HttpClient(transport);
        http.setFollowRedirects(false);
        http.setUserAgentField(null);
        this.client = new WebSocketClient(http);
        client.setIdleTimeout(Duration.ZERO);
        client.setMaxTextMessageSize(LONGEST);
        LOGGERS.stream().filter(name -> LoggerFactory.getLogger(name).isDebugEnabled()).forEach(name -> LOG.warn(
                "{} is at DEBUG: it prints the URLs of WebSockets, and every bearer with them. Switch it off", name));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("The client of WebSockets does not start", e);
        }
    }

    /** A server that has refused a WebSocket may take no second request on the same line. */
    private static ConnectionPool linesThatAreUsedOnce(Destination destination) {
        DuplexConnectionPool pool = new DuplexConnectionPool(destination, destination.getHttpClient()
                .getMaxConnectionsPerDestination());
        pool.setMaxUsage(1);
        return pool;
    }

    // Its successor is not in the version of Jetty that Spring Boot 3 has.
    @SuppressWarnings("removal")
    @Override
    public CompletionStage<SocketChannel> open(URI url, SocketChannel.Listener listener) {
        Line line = new Line(listener);
        CompletableFuture<SocketChannel> opening = new CompletableFuture<>();
        try {
            useProxy(url);
            ClientUpgradeRequest request = new ClientUpgradeRequest();
            request.setTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
            client.connect(line, url, request).whenComplete((session, failure) -> {
                if (failure == null) {
                    opening.complete(line);
                } else {
                    opening.completeExceptionally(refused(failure));
                }
            });
        } catch (Exception e) {
            opening.completeExceptionally(refused(e));
        }
        return opening;
    }

    /** Jetty has its proxies in a list of its own, by the addresses that are reached through them. */
    private void useProxy(URI url) {
        boolean secure = "wss".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        String target = url.getHost() + ':' + port;
        ProxySelector selector = proxies != null ? proxies : ProxySelector.getDefault();
        if (selector == null || !proxied.add(target)) {
            return;
        }
        selector.select(URI.create((secure ? "https://" : "http://") + target)).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP).map(proxy -> (InetSocketAddress) proxy.address()).findFirst()
                .ifPresent(address -> {
                    HttpProxy proxy = new HttpProxy(address.getHostString(), address.getPort());
                    proxy.getIncludedAddresses().add(target);
                    client.getHttpClient().getProxyConfiguration().addProxy(proxy);
                });
    }

    private static RefusedException refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UpgradeException upgrade && upgrade.getResponseStatusCode() > 0) {
            int status = upgrade.getResponseStatusCode();
            return new RefusedException("the server answered HTTP " + status, status);
        }
        Throwable reason = cause instanceof UpgradeException && cause.getCause() != null ? cause.getCause() : cause;
        // Not the message: nobody promises that it does not quote the URL, which holds the token.
        return new RefusedException("no connection: " + reason.getClass().getSimpleName(), 0);
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.debug("The client of WebSockets did not stop well", e);
        }
    }

    /** Public, as Jetty wants it. */
    public static final class Line implements Session.Listener, SocketChannel {

        private final Listener listener;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile Session session;
        private volatile String trouble = "the line broke";

        Line(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            opened.demand();
        }

        @Override
        public void onWebSocketText(String message) {
            if (!ended.get() && listener.text(message)) {
                session.demand();
            }
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            callback.succeed();
            session.demand();
        }

        @Override
        public void onWebSocketError(Throwable error) {
            trouble = "the line broke: " + error.getClass().getSimpleName();
        }

        // Its successor, with a callback, is not in the version of Jetty that Spring Boot 3 has.
        @SuppressWarnings("removal")
        @Override
        public void onWebSocketClose(int code, String reason) {
            end(code == ABNORMAL_CLOSURE
                    ? trouble
                    : "closed with code " + code + (reason == null || reason.isBlank() ? "" : ", " + reason));
        }

        private void end(String reason) {
            if (ended.compareAndSet(false, true)) {
                listener.ended(reason);
            }
        }

        @Override
        public void request() {
            try {
                session.demand();
            } catch (IllegalStateException e) {
                LOG.debug("One more message was asked for already", e);
            }
        }

        @Override
        public void send(String message) {
            // A failure is not looked at: of a line that is broken there may be something left to read, before its end is told.
            session.sendText(message, Callback.NOOP);
        }

        @Override
        public void close() {
            session.close(NORMAL_CLOSURE, "", Callback.NOOP);
            request();
        }

        @Override
        public void abort() {
            end("cut");
            session.disconnect();
        }
    }
}
