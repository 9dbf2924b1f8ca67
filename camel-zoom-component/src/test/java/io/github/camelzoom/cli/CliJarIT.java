package io.github.camelzoom.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.grant.TokenSources;
import io.github.camelzoom.client.auth.store.TokenStores;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The real jar in real processes; it exists from phase package on. */
class CliJarIT {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private SimulatedUser alice;
    private String callback;
    private String config;
    private Map<String, String> environment;

    @BeforeEach
    void registerApp() throws IOException {
        zoom = ZOOM.simulator();
        try (ServerSocket free = new ServerSocket(0)) {
            callback = "http://localhost:" + free.getLocalPort() + "/back";
        }
        app = zoom.defaultAccount().generalApp().redirectUris(callback);
        alice = zoom.defaultAccount().users().get(1);
        config = Shell.acme(folder, zoom, app, callback).toString();
        environment = Map.of("ZOOM_CLIENT_SECRET", app.clientSecret());
    }

    private Shell.Ended run(String input, String... args) throws Exception {
        return clean(CliProcess.run(environment, input, args));
    }

    /** No secret, no stack and nothing of a logger. */
    private Shell.Ended clean(Shell.Ended ended) {
        assertThat(ended.out() + ended.err()).doesNotContain(app.clientSecret(), "eyJ", "SLF4J", "WARN", "WARNING",
                "Exception in", "\tat ");
        return ended;
    }

    @Test
    void whenStartedThenItKnowsItsVersionAndIsQuiet() throws Exception {
        long began = SystemTime.nanos().getAsLong();
        Shell.Ended ended = run("", "--version");
        Duration took = Duration.ofNanos(SystemTime.nanos().getAsLong() - began);

        assertThat(ended.code()).isZero();
        assertThat(ended.out().strip()).matches("camel-zoom \\d+\\.\\d+.*");
        assertThat(ended.err()).isEmpty();
        // Half a second on an idle machine; builds share theirs.
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whenOperationsAreSearchedThenTheCatalogueIsInTheJar() throws Exception {
        assertThat(run("", "operations", "show", "users/meetings/create").out()).contains("POST /users/{userId}/meetings");
        assertThat(run("", "operations", "meetings", "--json").out()).startsWith("[");
    }

    @Test
    void whenUnpackedThenTheJarHoldsNothingThatItDoesNotNeed() throws Exception {
        try (JarFile jar = new JarFile(CliProcess.JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
            assertThat(names).filteredOn(name -> name.startsWith("org/apache/camel/")).containsExactly(
                    "org/apache/camel/spi/HttpResponseAware.class");
            assertThat(names).filteredOn(name -> name.startsWith("io/github/camelzoom/"))
                    .allMatch(name -> name.startsWith("io/github/camelzoom/cli/")
                            || name.startsWith("io/github/camelzoom/client/"));
            assertThat(names).noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)")).noneMatch(name -> name.endsWith(
                    "module-info.class"));
            assertThat(names).contains("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE").doesNotHaveDuplicates();
            assertThat(Files.size(CliProcess.JAR)).isLessThan(8_000_000);
        }
    }

    @Test
    void whenAPersonAuthorizesByTheCommandLineThenAWaitingProcessGoesOn() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (CloseableHttpClient http = HttpClients.createDefault();
                TokenStores stores = new TokenStores(new SecureRandom(), SystemTime.nanos());
                TokenManager waiting = TokenManager.builder().executor(executor).scheduler(scheduler).build()) {
            OAuthSettings settings = new OAuthSettings("acme", null, null, null, app.clientId(), app.clientSecret(), null, null,
                    null, null, null).withConsent(null, null, callback);
            TokenSource source = TokenSources.of(settings, URI.create(zoom.oauthUrl() + "/token"), new HttpTokenEndpoint(
                    () -> http, scheduler, SystemTime.clock()), stores.open("file:" + folder.resolve("tokens"), null),
                    unused -> null).orElseThrow();
            assertThatThrownBy(() -> token(waiting, source)).cause().isInstanceOf(ZoomAuthException.class)
                    .hasMessageContaining("a person has to authorize");

            CliProcess authorize = CliProcess.start(environment, "", "authorize", "--config", config, "--timeout", "40");
            assertThat(Shell.browse(zoom.consents().approve(authorize.url(), alice)).body()).contains("Authorized");
            Shell.Ended ended = clean(authorize.end());

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("GRANTED");
            AccessToken token = await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> token(waiting, source),
                    found -> found != null);
            assertThat(ended.out()).doesNotContain(token.value().reveal());
            assertThat(run("", "connections", "list", "--config", config).out()).contains("acme  READY");
            assertThat(run("", "connections", "test", "--config", config).out()).contains(alice.email());
            assertThat(zoom.journal().tokenRequests()).hasSize(1);
        } finally {
            executor.shutdownNow();
            scheduler.shutdownNow();
        }
    }

    private static AccessToken token(TokenManager manager, TokenSource source) throws InterruptedException, ExecutionException,
            TimeoutException {
        return manager.token(source).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whenTheUrlWasPrintedByOneProcessThenAnotherOneTakesTheAnswer() throws Exception {
        Shell.Ended printed = run("", "authorize", "--config", config, "--print-url");
        String answer = zoom.consents().approve(URI.create(printed.out().strip()), alice).toString();

        Shell.Ended pasted = run(answer, "authorize", "--config", config, "--paste");
        Shell.Ended again = run(answer, "authorize", "--config", config, "--paste");

        assertThat(pasted.code()).as(pasted.err()).isZero();
        assertThat(again.code()).isEqualTo(Exit.FAILED);
        assertThat(again.err()).contains("No consent is pending");
        try (var files = Files.walk(folder.resolve("tokens"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allMatch(file -> permissions(file).equals("rw-------"));
        }
        assertThat(run("", "connections", "revoke", "--config", config).out()).startsWith("REVOKED");
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whenThereIsNoTerminalThenNobodyIsAskedForTheSecret() throws Exception {
        environment = Map.of();
        Shell.Ended ended = run("", "authorize", "--config", config);

        assertThat(ended.code()).isEqualTo(Exit.USAGE);
        assertThat(ended.err()).contains("ZOOM_CLIENT_SECRET");
    }

    @Test
    void whenNobodyAnswersThenItEndsInTime() throws Exception {
        Shell.Ended ended = run("", "authorize", "--config", config, "--timeout", "1");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("Nobody answered within 1 s");
    }

    @Test
    void whenTheKeyFileWasOpenToOthersThenItSaysSoOnce() throws Exception {
        run("", "connections", "list", "--config", config);
        Path key = folder.resolve("tokens").resolve("token-store.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        Shell.Ended first = CliProcess.run(environment, "", "connections", "list", "--config", config);

        assertThat(first.err()).contains("consider the key known");
        assertThat(run("", "connections", "list", "--config", config).err()).isEmpty();
    }
}
