package io.github.camelzoom.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A plain HTTP client for tests: sends what it is told, byte for byte. */
final class Client {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ZoomSimulator simulator;
    private String bearer;

    Client(ZoomSimulator simulator) {
        this.simulator = simulator;
    }

    /** An answer with its JSON, which is a missing node where the body was none. */
    record Reply(int status, HttpResponse<String> raw, JsonNode json) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }
    }

    /** A client with a token of the default server-to-server app. */
    static Client authorized(ZoomSimulator simulator) {
        Client client = new Client(simulator);
        client.bearer = client.accountToken(simulator.defaultAccount().serverToServerApp()).json().path("access_token")
                .asText();
        return client;
    }

    Client bearer(String token) {
        bearer = token;
        return this;
    }

    String bearer() {
        return bearer;
    }

    Reply accountToken(SimulatedApp app) {
        return token(app, Map.of("grant_type", "account_credentials", "account_id", app.accountId()));
    }

    Reply token(SimulatedApp app, Map<String, String> form) {
        return send(form("/oauth/token", basic(app.clientId(), app.clientSecret()), encode(form)));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream().map(e -> enc(e.getKey()) + "=" + enc(e.getValue())).collect(Collectors.joining("&"));
    }

    static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest form(String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Content-Type",
                "application/x-www-form-urlencoded");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    URI uri(String path) {
        return URI.create(simulator.origin() + path);
    }

    Reply get(String path) {
        return send(request(path).GET().build());
    }

    Reply call(String method, String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)).build());
    }

    Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path));
        return bearer == null ? builder : builder.header("Authorization", "Bearer " + bearer);
    }

    Reply send(HttpRequest request) {
        try {
            return reply(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Reply> sendAsync(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Client::reply);
    }

    private static Reply reply(HttpResponse<String> response) {
        JsonNode json;
        try {
            json = MAPPER.readTree(response.body());
        } catch (IOException notJson) {
            json = MAPPER.missingNode();
        }
        return new Reply(response.statusCode(), response, json);
    }
}
