package io.github.camelzoom.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelzoom.client.auth.flow.ConsentResult;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.http.HostPolicy;

/**
 * Waits on this machine for the browser to come back from a consent. It answers to the one path of the callback URL, on
 * loopback addresses only; answers that belong to no consent of ours are told so and do not end the wait. Thread-safe.
 */
final class CallbackServer implements AutoCloseable {

    private static final int HTTP = 80;
    /** Anybody on this machine can send these: they must not spoil it for the person. */
    private static final Set<Status> NOT_OURS = EnumSet.of(Status.UNKNOWN_STATE, Status.REPLAYED_STATE, Status.OTHER_BROWSER,
            Status.NO_CODE);
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>camel-zoom</title></head>
            <body><h1>%s</h1><p>%s</p><p>You can close this window.</p></body></html>
            """;

    /** What a browser brought; each may be null. */
    record Answer(String state, String code, String error) {}

    private final List<HttpServer> servers = new ArrayList<>();
    private final String path;
    private final Function<Answer, CompletionStage<ConsentResult>> complete;
    private final CompletableFuture<ConsentResult> result = new CompletableFuture<>();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param  complete    takes an answer; its stage never fails
     * @param  executor    runs the requests
     * @throws IOException when nothing can listen there
     */
    CallbackServer(URI callback, Function<Answer, CompletionStage<ConsentResult>> complete, Executor executor)
            throws IOException {
        this.path = callback.getPath().isEmpty() ? "/" : callback.getPath();
        this.complete = complete;
        int port = callback.getPort() < 0 ? HTTP : callback.getPort();
        IOException failure = null;
        // A browser may take either of localhost's addresses.
        for (InetAddress address : InetAddress.getAllByName(callback.getHost())) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
                server.setExecutor(executor);
                server.createContext("/", this::handle);
                server.start();
                servers.add(server);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (servers.isEmpty()) {
            throw failure == null ? new IOException("no address") : failure;
        }
    }

    /** Whether a browser on this machine comes back to this process. */
    static boolean canServe(URI callback) {
        return "http".equalsIgnoreCase(callback.getScheme()) && HostPolicy.isLoopbackHost(callback.getHost());
    }

    /** What came of the first answer that was ours. */
    CompletionStage<ConsentResult> result() {
        return result;
    }

    /** Whether an answer has come and is being redeemed. */
    boolean isUnderWay() {
        return underWay.get() > 0;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            respond(exchange, 404, "Not found", "Nothing is here.");
            return;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            respond(exchange, 405, "Not allowed", "Open this page in a browser.");
            return;
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        underWay.incrementAndGet();
        complete.apply(new Answer(query.get("state"), query.get("code"), query.get("error"))).whenComplete((came, failure) -> {
            try {
                if (came != null) {
                    respond(exchange, came.isGranted() ? 200 : 400, came.isGranted() ? "Authorized" : "Not authorized", came
                            .message());
                }
            } catch (IOException e) {
                // The browser is gone; what it brought counts all the same.
            } finally {
                exchange.close();
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (!NOT_OURS.contains(came.status())) {
                    result.complete(came);
                }
                underWay.decrementAndGet();
            }
        });
    }

    private static void respond(HttpExchange exchange, int status, String title, String message) throws IOException {
        byte[] page = PAGE.formatted(escape(title), escape(message)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        // The address holds the code.
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, page.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> fields = new HashMap<>();
        for (String field : raw == null ? new String[0] : raw.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(field.substring(0, equals), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
