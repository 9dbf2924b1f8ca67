package io.github.camelzoom.authorize;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One callback URL, served by the JDK's HTTP server: it needs no engine in the context, and its port is free again when
 * nobody is awaited.
 */
final class LoopbackListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackListener.class);

    private static final int HTTP_PORT = 80;
    private static final int BACKLOG = 16;

    private final String path;
    private final Function<String, CompletionStage<Answer>> callback;
    private final List<HttpServer> servers = new ArrayList<>();

    /**
     * @param  callback    takes the raw query of a request, which may be null
     * @throws IOException when the port cannot be opened
     */
    LoopbackListener(URI url, Executor executor, Function<String, CompletionStage<Answer>> callback) throws IOException {
        this.path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        this.callback = callback;
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        try {
            for (String address : addresses(url.getHost())) {
                open(new InetSocketAddress(InetAddress.getByName(address), port), servers.isEmpty());
            }
            for (HttpServer server : servers) {
                server.createContext("/", this::handle);
                server.setExecutor(executor);
                server.start();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Browsers try both addresses of localhost, in an order of their own. */
    private static List<String> addresses(String host) {
        return switch (host) {
            case "localhost" -> List.of("127.0.0.1", "::1");
            case "[::1]" -> List.of("::1");
            default -> List.of(host);
        };
    }

    static boolean isLoopback(String host) {
        return host != null && (host.equals("localhost") || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }

    private void open(InetSocketAddress address, boolean required) throws IOException {
        try {
            servers.add(HttpServer.create(address, BACKLOG));
        } catch (BindException e) {
            // Where there is no IPv6, there is none for the browser either. But a port that another program has is lost.
            if (required || !isMissing(e)) {
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            if (required) {
                throw e;
            }
            LOG.debug("Not listening at {}", address, e);
        }
    }

    private static boolean isMissing(BindException e) {
        return String.valueOf(e.getMessage()).contains("assign requested address");
    }

    private void handle(HttpExchange exchange) {
        try {
            if (!exchange.getRequestURI().getRawPath().equals(path)) {
                write(exchange, ResultPage.failure(404, "Nothing is here", "Only Zoom's answer is awaited.", null));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                write(exchange, ResultPage.failure(405, "This cannot be done", "Only Zoom's answer is awaited.", null)
                        .with("Allow", "GET"));
            } else {
                callback.apply(exchange.getRequestURI().getRawQuery())
                        .whenComplete((answer, failure) -> write(exchange, failure == null ? answer : failed(failure)));
            }
        } catch (RuntimeException e) {
            write(exchange, failed(e));
        }
    }

    private static Answer failed(Throwable failure) {
        LOG.warn("A callback could not be answered", failure);
        return ResultPage.failure(500, "Something went wrong", "The application's log tells more.", null);
    }

    private static void write(HttpExchange exchange, Answer answer) {
        try (exchange) {
            byte[] html = answer.html().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Connection", "close");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head || html.length == 0 ? -1 : html.length);
            if (!head) {
                exchange.getResponseBody().write(html);
            }
        } catch (IOException e) {
            LOG.debug("The browser went away", e);
        }
    }

    void close() {
        servers.forEach(server -> server.stop(0));
    }
}
