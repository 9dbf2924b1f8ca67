package io.github.camelzoom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;

import static org.awaitility.Awaitility.await;

/** A shell before the command line, in this process: environment, input, output and what somebody types when asked. */
final class Shell {

    final Map<String, String> environment = new HashMap<>();
    InstantSource clock = SystemTime.clock();
    String input = "";
    Secret typed;
    /** Everything that was ever printed. */
    final StringBuffer printed = new StringBuffer();

    record Ended(int code, String out, String err) {}

    /** A command that is still running. */
    final class Running {

        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CompletableFuture<Integer> code;

        Running(String... args) {
            Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), new BufferedReader(
                    new StringReader(input)), environment::get, question -> typed, clock);
            code = CompletableFuture.supplyAsync(() -> Cli.run(terminal, args));
        }

        /** The first URL that it prints. */
        URI url() {
            await().until(() -> out.toString().contains("\n") || code.isDone());
            return URI.create(out.toString().lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow(
                    () -> new AssertionError(out + "\n" + err)));
        }

        Ended end() {
            int exit = code.join();
            printed.append(out).append(err);
            return new Ended(exit, out.toString(), err.toString());
        }
    }

    Running start(String... args) {
        return new Running(args);
    }

    Ended run(String... args) {
        return start(args).end();
    }

    /** A file that describes connection {@code acme}, of the app's user OAuth, without the secret. */
    static Path acme(Path folder, ZoomSimulator zoom, SimulatedApp app, String callback) {
        return write(folder, """
                zoom.connections.acme.oauthClientId=%s
                zoom.connections.acme.callbackUrl=%s
                zoom.tokenStore=file:%s
                zoom.baseUrl=%s
                zoom.oauthUrl=%s
                """.formatted(app.clientId(), callback, folder.resolve("tokens"), zoom.baseUrl(), zoom.oauthUrl()));
    }

    static Path write(Path folder, String properties) {
        try {
            return Files.writeString(folder.resolve("zoom.properties"), properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a browser does with a redirect. */
    static HttpResponse<String> browse(URI uri) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
