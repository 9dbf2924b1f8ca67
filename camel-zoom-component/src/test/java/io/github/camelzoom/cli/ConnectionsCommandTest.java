package io.github.camelzoom.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionsCommandTest {

    private static final String CALLBACK = "http://localhost:33333";

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private ZoomSimulator zoom;
    private SimulatedApp app;
    private SimulatedUser alice;
    private Path config;

    @BeforeEach
    void registerApp() {
        zoom = ZOOM.simulator();
        shell.clock = zoom.clock();
        app = zoom.defaultAccount().generalApp();
        alice = zoom.defaultAccount().users().get(1);
        config = Shell.acme(folder, zoom, app, CALLBACK);
        shell.environment.put("ZOOM_CLIENT_SECRET", app.clientSecret());
    }

    @AfterEach
    void noSecretWasPrinted() {
        assertThat(shell.printed.toString()).doesNotContain(app.clientSecret(), zoom.defaultAccount().serverToServerApp()
                .clientSecret(), "eyJ");
    }

    private Shell.Ended connections(String command, String... more) {
        List<String> args = new ArrayList<>(List.of("connections", command, "--config", config.toString()));
        args.addAll(List.of(more));
        return shell.run(args.toArray(String[]::new));
    }

    private void authorize() {
        String[] command = { "authorize", "--config", config.toString(), "--print-url" };
        Shell.Running printing = shell.start(command);
        printing.end();
        shell.input = zoom.consents().approve(printing.url(), alice).toString();
        command[3] = "--paste";
        Shell.Ended pasted = shell.run(command);
        assertThat(pasted.code()).as(pasted.err()).isZero();
    }

    private void serverToServer() {
        SimulatedApp server = zoom.defaultAccount().serverToServerApp();
        config = Shell.write(folder, """
                zoom.connections.s2s.oauthClientId=%s
                zoom.connections.s2s.oauthClientSecret={{env:S2S_SECRET}}
                zoom.connections.s2s.accountId=%s
                zoom.tokenStore=file:%s
                zoom.baseUrl=%s
                zoom.oauthUrl=%s
                """.formatted(server.clientId(), server.accountId(), folder.resolve("tokens"), zoom.baseUrl(),
                zoom.oauthUrl()));
        shell.environment.put("S2S_SECRET", server.clientSecret());
    }

    @Test
    void whenListedThenStateAndExpiryComeFromTheStoreAlone() throws Exception {
        assertThat(connections("list").out()).contains("acme  NEEDS_CONSENT").contains("never authorized");
        authorize();
        zoom.journal().clear();

        JsonNode ready = new ObjectMapper().readTree(connections("list", "--json").out()).get(0);
        assertThat(ready.get("state").asText()).isEqualTo("READY");
        assertThat(ready.get("expiresAt").asText()).isNotEmpty();
        assertThat(connections("list").out()).contains("acme  READY").contains("(in 59 min)").contains("AUTHORIZATION_CODE");
        zoom.clock().advance(Duration.ofHours(2));
        assertThat(connections("list").out()).contains("acme  EXPIRED").contains("renewed at the next use");
        assertThat(zoom.journal().all()).isEmpty();
    }

    @Test
    void whenTheSecretIsNotAtHandThenPersonalConnectionsAreListedAllTheSame() {
        authorize();
        shell.environment.clear();

        assertThat(connections("list").out()).contains("acme  READY");
    }

    @Test
    void whenOneConnectionIsWrongThenTheOthersAreListed() {
        config = Shell.write(folder, """
                zoom.connections.bad.region=MARS
                zoom.connections.open.oauthClientSecret={{env:NONE}}
                zoom.connections.none.authScheme=NONE
                zoom.connections.off.initiateOAuth=OFF
                zoom.connections.off.oauthAccessToken=eyJsecret
                zoom.connections.memory.oauthClientId=abc
                zoom.connections.memory.oauthClientSecret=abc
                zoom.connections.memory.accountId=abc
                """);
        Shell.Ended ended = connections("list");

        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines().filter(line -> !line.startsWith(" "))).hasSize(5)
                .anyMatch(line -> line.matches("bad +INVALID .*")).anyMatch(line -> line.matches("open +INVALID .*"))
                .anyMatch(line -> line.matches("none +READY .*")).anyMatch(line -> line.matches("off +READY .*"))
                .anyMatch(line -> line.matches("memory +UNKNOWN .*"));
    }

    @Test
    void whenAUserConnectionIsTestedThenItTellsWhoAnswered() {
        authorize();
        zoom.journal().clear();
        Shell.Ended ended = connections("test");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("OK  acme: Zoom answers as " + alice.email()).contains("good until");
        assertThat(zoom.journal().tokenRequests()).isEmpty();
        assertThat(zoom.journal().apiRequests()).hasSize(1);
    }

    @Test
    void whenTheTokenHasEndedThenTestingRenewsAndKeepsIt() {
        authorize();
        zoom.clock().advance(Duration.ofHours(2));

        assertThat(connections("test").code()).isZero();
        assertThat(connections("list").out()).contains("acme  READY");
        assertThat(connections("test").code()).isZero();
    }

    @Test
    void whenAServerToServerConnectionIsTestedThenUsersAreCounted() {
        serverToServer();
        Shell.Ended ended = connections("test");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("OK  s2s: Zoom answers for an account with ");
        assertThat(connections("list").out()).contains("s2s  READY");
    }

    @Test
    void whenTheSecretIsWrongThenThePropertyIsNamed() {
        serverToServer();
        shell.environment.put("S2S_SECRET", "wrong-canary");
        Shell.Ended ended = connections("test");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("oauthClientSecret").doesNotContain("canary");
    }

    @Test
    void whenNobodyHasAuthorizedThenTestingSaysWhatToDo() {
        Shell.Ended ended = connections("test");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("a person has to authorize").contains("camel-zoom authorize");
    }

    @Test
    void whenZoomCannotBeReachedThenTheAddressIsNamed() {
        config = Shell.write(folder, """
                zoom.connections.s2s.oauthClientId=abc
                zoom.connections.s2s.accountId=abc
                zoom.oauthUrl=http://127.0.0.1:1/oauth
                """);
        Shell.Ended ended = connections("test");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("127.0.0.1");
    }

    @Test
    void whenRevokedThenZoomAndTheStoreKnow() {
        authorize();
        Shell.Ended ended = connections("revoke");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("REVOKED: ");
        assertThat(zoom.consents().liveRefreshTokens(app, alice)).isZero();
        assertThat(connections("list").out()).contains("acme  NEEDS_CONSENT");
        assertThat(connections("revoke").out()).startsWith("NOTHING: ");
    }

    @Test
    void whenARevocationFailsThenTheTokensStay() {
        authorize();
        zoom.faults().onAny().status(503);
        Shell.Ended ended = connections("revoke");
        zoom.faults().clear();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(connections("list").out()).contains("acme  READY");
        assertThat(connections("test").code()).isZero();
    }
}
