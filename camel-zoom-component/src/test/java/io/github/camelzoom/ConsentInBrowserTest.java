package io.github.camelzoom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.camelzoom.authorize.AuthorizationEvent;
import io.github.camelzoom.authorize.Browser;
import io.github.camelzoom.authorize.FakeServer;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.SimulatedApp;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A person connects Zoom in a real browser, from the connections page through Zoom's sign-in and back. */
class ConsentInBrowserTest extends ZoomTestSupport {

    private static final String PAGE = "/zoom/connections";

    @TempDir
    private Path folder;
    @TempDir
    private static Path profile;
    private static Browser browser;
    private FakeServer server;

    @BeforeAll
    static void openBrowser() throws Exception {
        Browser.missing().ifPresent(reason -> Assumptions.abort(reason));
        browser = Browser.start(profile);
        browser.screen(390, 844, false);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = FakeServer.start(context, "127.0.0.1");
        SimulatedApp app = simulator().defaultAccount().generalApp();
        app.redirectUris(server.uri("/zoom/callback").toString());
        ZoomConnection jane = new ZoomConnection();
        jane.setOauthClientId(app.clientId());
        jane.setOauthClientSecret(app.clientSecret());
        jane.setCallbackUrl(server.uri("/zoom/callback").toString());
        jane.setTokenStore("file:" + folder.resolve("tokens"));
        context.getRegistry().bind("jane", jane);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:authorize").to("mock:events");
            }
        };
    }

    @BeforeEach
    void openPage() throws Exception {
        browser.forgetCookies();
        browser.open(server.uri(PAGE));
    }

    private Exchange whoAmI() {
        return send("zoom:users/get?connection=jane&userId=me&outputType=MAP", null, Map.of());
    }

    private void press(String button) throws Exception {
        browser.click("button[value=" + button + "]");
    }

    private void signIn() throws Exception {
        browser.sees("Sign in");
        browser.type("#email", simulator().defaultAccount().users().get(0).email());
        browser.type("#password", "any");
        browser.click("#signin");
        browser.sees("Allow access?");
    }

    /** Where Zoom would send the browser that is on its authorize page now. */
    private URI answer() throws Exception {
        browser.sees("Sign in");
        return simulator().consents().approve(browser.address(), simulator().defaultAccount().users().get(0));
    }

    private void assertNothingStored() {
        assertThat(whoAmI().getException()).isInstanceOf(ZoomConsentRequiredException.class);
        assertThat(getMockEndpoint("mock:events").getReceivedExchanges()).noneMatch(
                exchange -> exchange.getMessage().getBody(AuthorizationEvent.class).status().equals("GRANTED"));
    }

    @Test
    void whoAllowsComesBackToThePageAndWhatWaitedGoesOn() throws Exception {
        assertThat(whoAmI().getException()).isInstanceOf(ZoomConsentRequiredException.class);
        browser.open(server.uri(PAGE));
        browser.sees("jane", "needs authorization");
        MockEndpoint events = getMockEndpoint("mock:events");
        events.expectedMessageCount(1);
        events.expectedHeaderReceived("CamelZoomConnection", "jane");

        press("authorize");
        browser.sees("Sign in");
        assertThat(browser.address().toString()).startsWith(simulator().oauthUrl() + "/authorize?");
        signIn();
        browser.click("#allow");
        browser.sees("Connection 'jane' is authorized", "connected", "expires in", "A person authorizes it");
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));
        browser.screenshot("flow-connected");

        events.assertIsSatisfied();
        AuthorizationEvent event = events.getExchanges().get(0).getMessage().getBody(AuthorizationEvent.class);
        assertThat(event.status()).isEqualTo("GRANTED");
        assertThat(event.expiresAt()).isAfter(event.at());
        assertThat(whoAmI().getMessage().getBody(Map.class).get("email"))
                .isEqualTo(simulator().defaultAccount().users().get(0).email());

        press("test");
        browser.sees("the connection works");
        events.reset();
        events.expectedMessageCount(1);
        press("revoke");
        browser.sees("needs authorization");
        browser.screenshot("flow-revoked");
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));
        events.assertIsSatisfied();
        assertThat(events.getExchanges().get(0).getMessage().getBody(AuthorizationEvent.class).status()).isEqualTo("REVOKED");
        assertThat(whoAmI().getException()).isInstanceOf(ZoomConsentRequiredException.class);
    }

    @Test
    void whoDeniesIsToldThatNothingWasChanged() throws Exception {
        press("authorize");
        signIn();
        browser.click("#deny");
        browser.sees("Not connected", "nothing was changed");
        browser.screenshot("flow-denied");
        assertNothingStored();
        assertThat(simulator().journal().tokenRequestCount()).isZero();
        browser.click("a.button");
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));
    }

    @Test
    void anAnswerIsGoodOnce() throws Exception {
        press("authorize");
        URI answer = answer();
        browser.open(answer);
        browser.sees("Connection 'jane' is authorized");
        int requests = simulator().journal().tokenRequestCount();
        browser.open(answer);
        browser.sees("This answer was used before");
        browser.screenshot("flow-replayed");
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(requests);
        assertThat(whoAmI().getException()).isNull();
    }

    @Test
    void anAnswerToNoRequestChangesNothing() throws Exception {
        press("authorize");
        URI answer = answer();
        browser.open(URI.create(answer.toString().replaceFirst("state=[^&]+", "state=wrong")));
        browser.sees("This answer belongs to no request");
        browser.screenshot("flow-wrong-state");
        assertNothingStored();
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void anAnswerInAnotherBrowserChangesNothing() throws Exception {
        press("authorize");
        URI answer = answer();
        browser.forgetCookies();
        browser.open(answer);
        browser.sees("This answer belongs to another browser");
        assertNothingStored();
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void aCodeThatIsTooOldIsExplained() throws Exception {
        press("authorize");
        URI answer = answer();
        simulator().clock().advance(Duration.ofHours(1));
        browser.open(answer);
        browser.sees("The authorization code is no longer good");
        browser.screenshot("flow-expired-code");
        assertNothingStored();
    }

    @Test
    void aCallbackApartFromThePagesIsServedAsLongAsItIsAwaited() throws Exception {
        URI callback = new FakeServer(FakeServer.freePort()).uri("");
        SimulatedApp app = simulator().defaultAccount().generalApp();
        app.redirectUris(callback.toString());
        context.getRegistry().lookupByNameAndType("jane", ZoomConnection.class).setCallbackUrl(callback.toString());
        MockEndpoint events = getMockEndpoint("mock:events");
        events.expectedMessageCount(1);
        browser.open(server.uri(PAGE));
        press("authorize");
        signIn();
        browser.click("#allow");
        browser.sees("Connected", "Connection 'jane' is authorized");
        assertThat(browser.address().getPort()).isEqualTo(callback.getPort());
        browser.screenshot("flow-loopback");
        events.assertIsSatisfied();
        assertThat(whoAmI().getException()).isNull();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isFree(callback.getPort()));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
