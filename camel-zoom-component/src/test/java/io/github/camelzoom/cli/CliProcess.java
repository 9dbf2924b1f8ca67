package io.github.camelzoom.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged command line in a process of its own, without a terminal. */
final class CliProcess {

    static final Path JAR = Path.of(System.getProperty("cli.jar", "not given"));
    private static final long PATIENCE_SECONDS = 50;

    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final List<Thread> readers = new ArrayList<>();

    private CliProcess(Process process) {
        this.process = process;
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    private void read(InputStream stream, StringBuffer into) {
        Thread reader = new Thread(() -> {
            byte[] buffer = new byte[8192];
            try {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    into.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    static CliProcess start(Map<String, String> environment, String input, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("ZOOM_") || name.startsWith("JAVA_TOOL")
                || name.startsWith("JDK_JAVA"));
        builder.environment().putAll(environment);
        CliProcess started = new CliProcess(builder.start());
        started.process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        started.process.getOutputStream().close();
        return started;
    }

    static Shell.Ended run(Map<String, String> environment, String input, String... args) throws Exception {
        return start(environment, input, args).end();
    }

    /** The first URL that it prints. */
    URI url() {
        await().until(() -> out.toString().contains("\n") || !process.isAlive());
        return URI.create(out.toString().lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow(
                () -> new AssertionError(out + "\n" + err)));
    }

    Shell.Ended end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
        for (Thread reader : readers) {
            reader.join();
        }
        return new Shell.Ended(process.exitValue(), out.toString(), err.toString());
    }

    void kill() {
        process.destroyForcibly();
    }
}
