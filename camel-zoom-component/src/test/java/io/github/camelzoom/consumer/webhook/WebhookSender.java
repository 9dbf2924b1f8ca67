package io.github.camelzoom.consumer.webhook;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/** Posts as Zoom does, and as it does not. Signs in its own way, with nothing of the component. */
public final class WebhookSender {

    public static final String SECRET = "camel-zoom-test-secret";

    private final int port;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public WebhookSender(int port) {
        this.port = port;
    }

    /** Gives the context platform-http on a free port. */
    public static WebhookSender start(CamelContext context) throws Exception {
        return start(context, freePort());
    }

    public static WebhookSender start(CamelContext context, int port) throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(configuration));
        return new WebhookSender(port);
    }

    /** The address of a path of the server that is sent to. */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public static String signature(String secret, String timestamp, String body) {
        return signature(secret, timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    public static String signature(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            StringBuilder hex = new StringBuilder("v0=");
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            for (byte b : mac.doFinal(body)) {
                hex.append(String.format("%02x", b));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    /** An event as compact as Zoom writes it. */
    public static String event(String name, long time, String id) {
        return "{\"event\":\"" + name + "\",\"event_ts\":" + time + ",\"payload\":{\"account_id\":\"A1\",\"object\":{\"id\":\""
                + id
                + "\",\"uuid\":\"u" + id + "==\",\"topic\":\"Café ☕ \\ud83d\\ude00\"}}}";
    }

    /** A request that has nothing wrong, to be made wrong. */
    public Post post(String path, String body) {
        return new Post(path, body);
    }

    /** Sends a genuine event. */
    public HttpResponse<String> send(String path, String secret, String body) throws Exception {
        return post(path, body).signed(secret).send();
    }

    /** The same without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> sendAsync(String path, String secret, String body) {
        return client.sendAsync(post(path, body).signed(secret).request(), HttpResponse.BodyHandlers.ofString());
    }

    /** One request. */
    public final class Post {

        private final String path;
        private final String body;
        private String method = "POST";
        private String type = "application/json; charset=utf-8";
        private final List<String> headers = new ArrayList<>();

        private Post(String path, String body) {
            this.path = path;
            this.body = body;
        }

        public Post signed(String secret) {
            String time = now();
            return header("x-zm-request-timestamp", time).header("x-zm-signature", signature(secret, time, body));
        }

        public Post header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        public Post type(String other) {
            type = other;
            return this;
        }

        public Post method(String other) {
            method = other;
            return this;
        }

        HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (type != null) {
                request.header("Content-Type", type);
            }
            for (int i = 0; i < headers.size(); i += 2) {
                request.header(headers.get(i), headers.get(i + 1));
            }
            return request.build();
        }

        public HttpResponse<String> send() throws Exception {
            return client.send(request(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
