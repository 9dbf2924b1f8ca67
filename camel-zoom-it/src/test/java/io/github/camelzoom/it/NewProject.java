package io.github.camelzoom.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;

/**
 * A project of {@code src/test/projects} in a folder that was empty before, built and run by Maven as a process of its own.
 * Its local repository is in {@code target} as well; this build's artifacts are installed there, the rest comes from the
 * user's local repository, which is only read.
 */
final class NewProject {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path REPOSITORY = TARGET.resolve("new-repository");
    private static final String VERSION = System.getProperty("project.version");
    /** Folders of the modules whose artifacts users name. */
    private static final Map<String, String> ARTIFACTS = Map.of("camel-zoom", "camel-zoom-component", "camel-zoom-starter",
            "camel-zoom-starter", "camel-zoom-kamelets", "camel-zoom-kamelets");
    private static final long MINUTES = 4;

    private final Path folder;

    NewProject(String name) throws IOException {
        folder = TARGET.resolve("new-projects").resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Path template = TARGET.resolve("test-classes/projects").resolve(name);
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder.resolve(template.relativize(file)));
            }
        }
        install();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void install() throws IOException {
        Path group = REPOSITORY.resolve("io/github/camelzoom");
        copy(Path.of("../pom.xml"),
                group.resolve("camel-zoom-parent/" + VERSION + "/camel-zoom-parent-" + VERSION + ".pom"));
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            String name = artifact.getKey() + "-" + VERSION;
            Path module = Path.of("..").resolve(artifact.getValue());
            Path installed = group.resolve(artifact.getKey()).resolve(VERSION).resolve(name);
            copy(module.resolve("pom.xml"), installed.resolveSibling(name + ".pom"));
            copy(module.resolve("target").resolve(name + ".jar"), installed.resolveSibling(name + ".jar"));
        }
        String user = Path.of(System.getProperty("local.repository")).toUri().toString();
        Files.writeString(TARGET.resolve("new-settings.xml"), """
                <settings>
                    <profiles>
                        <profile>
                            <id>known</id>
                            <repositories>
                                <repository><id>known</id><url>%1$s</url><snapshots><enabled>false</enabled></snapshots></repository>
                            </repositories>
                            <pluginRepositories>
                                <pluginRepository><id>known</id><url>%1$s</url><snapshots><enabled>false</enabled></snapshots></pluginRepository>
                            </pluginRepositories>
                        </profile>
                    </profiles>
                    <activeProfiles><activeProfile>known</activeProfile></activeProfiles>
                </settings>
                """.formatted(user));
    }

    /**
     * Compiles and runs it, with the credentials of a simulator in the environment.
     *
     * @return what Maven and the program printed
     */
    String run(ZoomSimulator zoom) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(maven.toString(), "-B", "-q", "-gs",
                TARGET.resolve("new-settings.xml").toString(), "-Dmaven.repo.local=" + REPOSITORY, "compile", "exec:exec"));
        SimulatedApp app = zoom.defaultAccount().serverToServerApp();
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Behind what is there already: it may say how to reach a repository.
        environment.merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", (own, quick) -> own + " " + quick);
        environment.put("ZOOM_ACCOUNT_ID", app.accountId());
        environment.put("ZOOM_CLIENT_ID", app.clientId());
        environment.put("ZOOM_CLIENT_SECRET", app.clientSecret());
        // All that is not a new project's own: where Zoom is.
        environment.put("JAVA_TOOL_OPTIONS", "-Dcamel.component.zoom.base-url=" + zoom.baseUrl()
                + " -Dcamel.component.zoom.oauth-url=" + zoom.oauthUrl());
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("did not end: " + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError("ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }
}
