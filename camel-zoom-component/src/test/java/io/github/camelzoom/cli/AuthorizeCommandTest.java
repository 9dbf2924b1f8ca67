package io.github.camelzoom.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import io.github.camelzoom.client.auth.Secret;
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
import static org.awaitility.Awaitility.await;

class AuthorizeCommandTest {

    private static final String CANARY = "canary-client-secret";

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private ZoomSimulator zoom;
    private SimulatedApp app;
    private SimulatedUser alice;
    private String callback;
    private Path config;

    @BeforeEach
    void registerApp() {
        zoom = ZOOM.simulator();
        shell.clock = zoom.clock();
        callback = "http://localhost:" + freePort() + "/callback";
        app = zoom.defaultAccount().generalApp().redirectUris(callback);
        app.clientSecret(CANARY);
        alice = zoom.defaultAccount().users().get(1);
        config = Shell.acme(folder, zoom, app, callback);
        shell.environment.put("ZOOM_CLIENT_SECRET", CANARY);
    }

    @AfterEach
    void noSecretWasPrinted() {
        assertThat(shell.printed.toString()).isNotEmpty().doesNotContain(CANARY, "eyJ");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Shell.Running authorize(String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "authorize";
        args[1] = "--config";
        args[2] = config.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return shell.start(args);
    }

    private String list() {
        return shell.run("connections", "list", "--config", config.toString()).out();
    }

    @Test
    void whenThePersonAllowsThenTheBrowserIsThankedAndTheTokensAreStored() {
        Shell.Running running = authorize();
        var page = Shell.browse(zoom.consents().approve(running.url(), alice));
        Shell.Ended ended = running.end();

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("GRANTED: connection 'acme' is authorized");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Authorized").contains("acme");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(list()).contains("acme  READY");
    }

    @Test
    void whenStrangersCallBackThenTheWaitGoesOn() {
        Shell.Running running = authorize();
        URI url = running.url();

        assertThat(Shell.browse(URI.create(callback + "?code=forged&state=forged")).statusCode()).isEqualTo(400);
        assertThat(Shell.browse(URI.create(callback)).statusCode()).isEqualTo(400);
        assertThat(Shell.browse(URI.create(callback.replace("/callback", "/favicon.ico"))).statusCode()).isEqualTo(404);
        Shell.browse(zoom.consents().approve(url, alice));
        assertThat(running.end().code()).isZero();
    }

    @Test
    void whenThePersonDeniesThenItEndsWithTheReason() {
        Shell.Running running = authorize();
        Shell.browse(zoom.consents().deny(running.url()));
        Shell.Ended ended = running.end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("DENIED");
        assertThat(list()).contains("NEEDS_CONSENT");
    }

    @Test
    void whenNobodyComesThenItEndsInTime() {
        Shell.Ended none = authorize("--timeout", "0").end();
        Shell.Ended one = authorize("--timeout", "1").end();

        assertThat(none.code()).isEqualTo(Exit.FAILED);
        assertThat(none.err()).contains("Nobody answered within 0 s");
        assertThat(one.err()).contains("Nobody answered within 1 s");
    }

    @Test
    void whenThePortIsTakenThenTheOtherWaysAreNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(URI.create(callback).getPort())) {
            assertThat(taken.isBound()).isTrue();
            Shell.Ended ended = authorize().end();

            assertThat(ended.code()).isEqualTo(Exit.FAILED);
            assertThat(ended.err()).contains(callback).contains("--print-url").contains("--device");
        }
    }

    @Test
    void whenTheCallbackIsElsewhereThenItsAddressCanBePasted() {
        String elsewhere = "https://example.com/zoom/callback";
        app.redirectUris(elsewhere);
        shell.input = "\n";
        Shell.Ended ended = authorize("--callback-url", elsewhere).end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.out()).contains("redirect_uri=https%3A%2F%2Fexample.com");
        assertThat(ended.err()).contains("paste the URL").contains("Nothing was pasted");
    }

    @Test
    void whenAUrlWasPrintedThenAnotherProcessTakesTheAnswerOnce() {
        Shell.Running printing = authorize("--print-url");
        assertThat(printing.end().code()).isZero();
        String answer = zoom.consents().approve(printing.url(), alice).toString();

        shell.input = "\n  " + answer + "\n";
        Shell.Ended pasted = authorize("--paste").end();
        Shell.Ended again = authorize("--paste").end();

        assertThat(pasted.code()).as(pasted.err()).isZero();
        assertThat(pasted.out()).contains("GRANTED");
        assertThat(again.code()).isEqualTo(Exit.FAILED);
        assertThat(again.err()).contains("No consent is pending");
        assertThat(list()).contains("acme  READY");
    }

    @Test
    void whenOnlyTheCodeIsPastedThenItIsEnough() {
        URI answer = zoom.consents().approve(print(), alice);
        shell.input = answer.getQuery().replaceAll(".*code=([^&]*).*", "$1");

        assertThat(authorize("--paste").end().code()).isZero();
    }

    @Test
    void whenTheAnswerIsAnothersThenTheConsentStays() {
        URI answer = zoom.consents().approve(print(), alice);
        shell.input = answer.toString().replaceAll("state=[^&]*", "state=another");
        Shell.Ended wrong = authorize("--paste").end();
        shell.input = "http://localhost/?nothing=here";
        Shell.Ended nothing = authorize("--paste").end();
        shell.input = "";
        Shell.Ended empty = authorize("--paste").end();

        assertThat(wrong.err()).contains("belongs to another consent");
        assertThat(nothing.err()).contains("holds no code");
        assertThat(empty.err()).contains("Nothing was pasted");
        shell.input = answer.toString();
        assertThat(authorize("--paste").end().code()).isZero();
    }

    @Test
    void whenThePersonDeniedBeforePastingThenItSaysSo() {
        shell.input = zoom.consents().deny(print()).toString();
        Shell.Ended ended = authorize("--paste").end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("did not allow");
    }

    @Test
    void whenItTookTooLongThenTheConsentIsGone() {
        URI url = print();
        zoom.clock().advance(Duration.ofMinutes(11));
        shell.input = callback + "?code=late&state=" + url.getQuery().replaceAll(".*state=([^&]*).*", "$1");

        assertThat(authorize("--paste").end().err()).contains("longer than ten minutes");
        assertThat(authorize("--paste").end().err()).contains("No consent is pending");
    }

    @Test
    void whenTheCodeIsBadThenTheReasonIsToldAndNothingElseHappens() {
        URI url = print();
        shell.input = callback + "?code=canary-code&state=" + url.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        Shell.Ended ended = authorize("--paste").end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("Zoom refused").contains("authorize the connection again").doesNotContain("canary");
    }

    private URI print() {
        Shell.Running printing = authorize("--print-url");
        assertThat(printing.end().code()).isZero();
        return printing.url();
    }

    @Test
    void whenACodeIsTypedOnAnotherDeviceThenTheTokensAreStored() {
        Shell.Running running = authorize("--device");
        await().until(() -> running.out.toString().contains(" and enter "));
        String code = running.out.toString().replaceAll("(?s).* and enter (\\S+).*", "$1");
        assertThat(zoom.consents().approveDevice(code, alice)).isTrue();
        Shell.Ended ended = running.end();

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Open ").contains("GRANTED");
        assertThat(list()).contains("acme  READY");
    }

    @Test
    void whenTheDeviceIsNotUsedThenItEndsInTime() {
        Shell.Ended ended = authorize("--device", "--timeout", "0").end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("Nobody answered within 0 s");
    }

    @Test
    void whenTheAppHasNoDeviceFlowThenTheReasonIsTold() {
        app.deviceFlow(false);
        Shell.Ended ended = authorize("--device").end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("Use App on Device");
    }

    @Test
    void whenTheSecretIsNotGivenThenItIsAskedFor() {
        shell.environment.clear();
        shell.typed = Secret.of(CANARY);
        shell.input = zoom.consents().approve(print(), alice).toString();

        assertThat(authorize("--paste").end().code()).isZero();
    }

    @Test
    void whenTheSecretIsNotGivenAndNobodyIsThereThenTheWaysAreNamed() {
        shell.environment.clear();
        Shell.Ended ended = authorize("--print-url").end();

        assertThat(ended.code()).isEqualTo(Exit.USAGE);
        assertThat(ended.err()).contains("oauthClientSecret is required").contains("ZOOM_CLIENT_SECRET");
    }

    @Test
    void whenTheClientIsPublicThenNoSecretIsNeeded() {
        shell.environment.clear();
        app.publicClientId("public-id");
        String[] client = { "--client-id", "public-id", "--grant", "authorization_code" };
        Shell.Running printing = authorize("--print-url", client[0], client[1], client[2], client[3]);
        printing.end();
        shell.input = zoom.consents().approve(printing.url(), alice).toString();

        Shell.Ended ended = authorize("--paste", client[0], client[1], client[2], client[3]).end();

        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void whenNobodyCanSeeTheStoreThenItIsRefused() {
        Shell.Ended memory = authorize("--token-store", "memory://routes").end();
        Shell.Ended bean = authorize("--token-store", "#tokens").end();

        assertThat(memory.code()).isEqualTo(Exit.USAGE);
        assertThat(memory.err()).contains("tokenStore=memory://routes").contains("file:");
        assertThat(bean.code()).isEqualTo(Exit.USAGE);
        assertThat(bean.err()).contains("bean");
    }

    @Test
    void whenNoPersonIsNeededThenItIsRefused() {
        Shell.Ended ended = authorize("--account-id", "abc").end();

        assertThat(ended.code()).isEqualTo(Exit.USAGE);
        assertThat(ended.err()).contains("account_credentials").contains("oauthGrant=AUTHORIZATION_CODE");
    }

    @Test
    void whenTheStoreCannotBeWrittenThenItFailsBeforeAnybodyIsAsked() {
        Shell.Ended ended = authorize("--token-store", "file:/proc/none/tokens").end();

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("/proc/none");
    }
}
