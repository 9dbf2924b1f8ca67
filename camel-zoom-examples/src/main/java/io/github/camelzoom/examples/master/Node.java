package io.github.camelzoom.examples.master;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.examples.Examples;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.ZoomSimulator;

/**
 * The application in a process of its own. It finds the simulator by Camel's own properties and the credentials in the
 * environment, so that it is the application as it runs with Zoom itself.
 */
final class Node implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Node(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "node");
        reader.setDaemon(true);
        reader.start();
    }

    /** The node's side: ends with the process that started it, however that ends. */
    public static void main(String[] args) {
        Thread end = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nobody says anything.
                }
            } catch (IOException e) {
                // That is the end, too.
            }
            Runtime.getRuntime().halt(0);
        });
        end.setDaemon(true);
        end.start();
        Examples.main(args);
    }

    static Node start(Stage stage, String subscription) throws IOException {
        ZoomSimulator simulator = stage.zoom().simulator().orElseThrow();
        Map<String, String> zoom = stage.zoom().options();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Dio.netty.noUnsafe=true", "-Dlog4j2.configurationFile=classpath:log4j2.properties",
                "-Dcamel.component.zoom.baseUrl=" + zoom.get("baseUrl"),
                "-Dcamel.component.zoom.oauthUrl=" + zoom.get("oauthUrl"),
                "-Dcamel.component.zoom.webSocketUrl=" + simulator.webSocketUrl(),
                "-classpath", System.getProperty("java.class.path"), Node.class.getName(), EventsUnderMaster.NAME,
                stage.dsl().name()));
        builder.environment().putAll(Map.of("ZOOM_ACCOUNT_ID", zoom.get("accountId"), "ZOOM_CLIENT_ID",
                zoom.get("oauthClientId"), "ZOOM_CLIENT_SECRET", zoom.get("oauthClientSecret"), "ZOOM_SUBSCRIPTION_ID",
                subscription));
        return new Node(builder.directory(stage.folder().toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add("gone: " + e.getMessage());
        }
    }

    /** What it prints next. */
    String line() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException("the node says nothing");
        }
        return line;
    }

    /** Whether it has printed nothing that was not asked for. */
    boolean isSilent() {
        return lines.isEmpty();
    }

    /** As a power failure would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
