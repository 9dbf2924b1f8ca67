package io.github.camelzoom.client.auth.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, from Debian's package, on a free port of the loopback interface with its data in a
 * temporary directory. PostgreSQL does not run as root, so that root starts it as user postgres.
 */
public final class PostgreSqlServer {

    private final Path programs;
    private final Path directory;
    private int port;

    private PostgreSqlServer(Path programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
    }

    /** The directory with initdb and pg_ctl; empty when PostgreSQL is not installed. */
    public static Optional<Path> programs() {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(root)) {
            List<Path> found = new ArrayList<>();
            versions.forEach(version -> found.add(version.resolve("bin")));
            return found.stream().filter(bin -> Files.isExecutable(bin.resolve("initdb"))).max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgreSqlServer start() throws Exception {
        Path directory = Files.createTempDirectory("zoom-postgresql");
        if (root()) {
            Files.setOwner(directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        PostgreSqlServer server = new PostgreSqlServer(programs().orElseThrow(), directory);
        server.run("initdb", "-D", directory.resolve("data").toString(), "-U", "zoom", "-A", "trust", "-E", "UTF8",
                "--locale=C", "--no-sync");
        server.start(3);
        return server;
    }

    private void start(int attempts) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            run("pg_ctl", "-D", directory.resolve("data").toString(), "-w", "-l", directory.resolve("log").toString(), "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                            + " -c max_connections=60",
                    "start");
        } catch (IOException e) {
            // Somebody else may have taken the port in between.
            if (attempts == 1) {
                throw e;
            }
            start(attempts - 1);
        }
    }

    /** For user zoom, who needs no password. */
    public int port() {
        return port;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("zoom-postgresql", ".log");
        try {
            // To a file and not to a pipe, which the server would inherit and keep open.
            Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(program + " failed: " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Ends the server and deletes its data. */
    public void stop() throws Exception {
        run("pg_ctl", "-D", directory.resolve("data").toString(), "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
