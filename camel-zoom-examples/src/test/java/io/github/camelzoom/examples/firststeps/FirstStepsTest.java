package io.github.camelzoom.examples.firststeps;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Examples;
import io.github.camelzoom.examples.RealZoom;
import io.github.camelzoom.examples.SimulatedZoom;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.examples.Zoom;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FirstStepsTest {

    private static final Map<String, String> CREDENTIALS = Map.of("ZOOM_ACCOUNT_ID", "account", "ZOOM_CLIENT_ID", "client",
            "ZOOM_CLIENT_SECRET", "secret-of-the-app");

    private static final Path FOLDER = Path.of("first-steps").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void tellsEachStepAndEndsWithZero() throws Exception {
        Process process = start(Map.of());
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(lines("err")).isEmpty();
        assertThat(lines("out")).satisfiesExactly(
                line -> assertThat(line).startsWith("First steps with the simulator at http://127.0.0.1:"),
                line -> assertThat(line).isEqualTo("users/list             3 users; the first is owner@example.com"),
                line -> assertThat(line).matches("users/meetings/create  meeting \\d+ \"First steps\", 30 minutes"),
                line -> assertThat(line).isEqualTo("users/meetings/list    1 upcoming meetings, ours among them"),
                line -> assertThat(line).isEqualTo("meetings/update        the topic is now \"First steps, renamed\""),
                line -> assertThat(line)
                        .isEqualTo("meetings/delete        gone; asking for it answers 404, Zoom code 3001"),
                line -> assertThat(line)
                        .isEqualTo("one token for all      the simulator issued 1 token and answered 7 calls"),
                line -> assertThat(line).isEqualTo("All steps did what they should."));
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void endsWithOneWhenAStepFails() {
        try (SimulatedZoom zoom = new SimulatedZoom()) {
            ZoomSimulator simulator = zoom.simulator().orElseThrow();
            simulator.faults().onApi("PATCH", "/meetings/{meetingId}").status(403).always();
            assertThat(run(zoom)).isEqualTo(1);
            assertThat(simulator.journal().apiRequests("meetings/delete")).isEmpty();
        }
    }

    @Test
    void onlyReadsWhereItMayNotWrite() {
        try (SimulatedZoom simulated = new SimulatedZoom()) {
            assertThat(run(new RealZoom(simulated.options(), false))).isZero();
            assertThat(simulated.simulator().orElseThrow().journal().apiRequests()).isNotEmpty()
                    .allSatisfy(request -> assertThat(request.method()).isEqualTo("GET"));
        }
    }

    @Test
    void writesToZoomOnlyWhenAllowed() {
        try (SimulatedZoom simulated = new SimulatedZoom()) {
            assertThat(run(new RealZoom(simulated.options(), true))).isZero();
            assertThat(simulated.simulator().orElseThrow().journal().apiRequests("users/meetings/create")).hasSize(1);
        }
    }

    @Test
    void takesCredentialsFromTheEnvironmentWhenAllAreThere() {
        try (Zoom zoom = Zoom.choose(CREDENTIALS::get, false)) {
            assertThat(zoom).isInstanceOf(RealZoom.class);
            assertThat(zoom.options()).containsOnlyKeys("accountId", "oauthClientId", "oauthClientSecret");
            assertThat(zoom.mayWrite()).isFalse();
            assertThat(zoom.toString()).doesNotContain("secret-of-the-app");
        }
        try (Zoom zoom = Zoom.choose(name -> name.equals("ZOOM_CLIENT_SECRET") ? " " : CREDENTIALS.get(name), true)) {
            assertThat(zoom).isInstanceOf(SimulatedZoom.class);
        }
    }

    private int run(Zoom zoom) {
        return Examples.run(new FirstSteps(), new Stage(FOLDER, folder, zoom, Dsl.YAML));
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Dio.netty.noUnsafe=true", "-Dlog4j2.configurationFile=classpath:log4j2.properties",
                "-classpath", System.getProperty("java.class.path"),
                Examples.class.getName(), "first-steps"));
        builder.environment().keySet().removeIf(name -> name.startsWith("ZOOM_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        builder.directory(FOLDER.toFile());
        return builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile()).start();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }
}
