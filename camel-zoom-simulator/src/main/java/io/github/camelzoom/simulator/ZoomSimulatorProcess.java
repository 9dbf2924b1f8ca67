package io.github.camelzoom.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A simulator in a JVM of its own, started with this JVM's class path, for tests in which a client must not share memory, garbage
 * collector or event loop with its server. It ends with this object, and with this JVM at the latest. Thread-safe.
 */
public final class ZoomSimulatorProcess implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final JsonNode ready;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ZoomSimulatorProcess(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Starts {@link ZoomSimulatorMain} with these arguments and waits until it listens.
     *
     * @throws IllegalStateException
     *             when it ends before that, with what it printed
     */
    public static ZoomSimulatorProcess start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                ZoomSimulatorMain.class.getName(), "--until-input-ends", "true"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader output = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ZoomSimulatorMain.READY)) {
                    JsonNode ready = MAPPER.readTree(line.substring(ZoomSimulatorMain.READY.length()));
                    drain(output);
                    return new ZoomSimulatorProcess(process, ready);
                }
                said.append(line).append('\n');
            }
            throw new IllegalStateException("the simulator did not start:\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that what it logs never fills the pipe. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {
            // nobody listens
        }), "simulator-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Scheme, host and port, without a slash at the end. */
    public String origin() {
        return "http://127.0.0.1:" + ready.path("port").asInt();
    }

    /** Where REST operations live. */
    public URI baseUrl() {
        return URI.create(origin() + "/v2");
    }

    /** Where OAuth endpoints live. */
    public URI oauthUrl() {
        return URI.create(origin() + "/oauth");
    }

    /** Where events are told over WebSockets, without its query. */
    public URI webSocketUrl() {
        return URI.create("ws://127.0.0.1:" + ready.path("port").asInt() + "/ws");
    }

    /** The default account. */
    public String accountId() {
        return ready.path("accountId").asText();
    }

    /** Client id of its server-to-server app. */
    public String clientId() {
        return ready.path("clientId").asText();
    }

    /** Client secret of its server-to-server app. */
    public String clientSecret() {
        return ready.path("clientSecret").asText();
    }

    /** How requests met the rate limits so far. */
    public RateLimitStatistics rateLimitStatistics() {
        try {
            return MAPPER.treeToValue(statistics().path("rateLimits"), RateLimitStatistics.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that can be counted: {@code rateLimits}, {@code pageTokensIssued}, {@code pageTokensRefused} and more. */
    public JsonNode statistics() {
        try {
            return MAPPER.readTree(control("statistics"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks the control endpoint, as in {@code control("page-tokens?list=users/list&killNext=1")},
     * {@code control("clock?advance=PT15M")}, {@code control("settings?rateLimits=business&rateLimit.heavy=400")},
     * {@code control("faults?kind=reset&probability=0.01")}, {@code control("reset")}; events:
     * {@code control("events/webhook?url=http://127.0.0.1:8080/zoom/events")} tells {@code id} and {@code secretToken},
     * {@code control("events/webhook/send?id=ID&name=meeting.started&count=60000&perSecond=2000")},
     * {@code control("events/webhook/state?id=ID")} tells {@code delivered}, {@code pending}, {@code givenUp},
     * {@code slowestMillis} and more, {@code control("events/socket/send?id=SUBSCRIPTION&count=10000")},
     * {@code control("events/socket/end?id=SUBSCRIPTION&way=drop")} (or {@code reset}, {@code kick}, {@code close},
     * {@code silence}, {@code speech}), {@code control("events/socket/state?id=SUBSCRIPTION")}.
     *
     * @return the answer's body: JSON for events and statistics, otherwise empty
     * @throws IllegalArgumentException
     *             when the simulator does not understand
     */
    public String control(String pathAndQuery) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(origin() + Control.PREFIX + pathAndQuery))
                            .POST(HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalArgumentException(pathAndQuery + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
