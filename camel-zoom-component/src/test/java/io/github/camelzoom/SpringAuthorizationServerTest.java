package io.github.camelzoom;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult;
import io.github.camelzoom.client.auth.flow.DeviceConsent;
import io.github.camelzoom.client.auth.flow.DeviceFlow;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.springserver.Person;
import io.github.camelzoom.springserver.SpringServer;
import io.github.camelzoom.springserver.SpringServerSetup;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The component against an authorization server that knows nothing of Zoom: Spring Authorization Server. Its addresses
 * are given by {@code oauthUrl} and {@code baseUrl}; nothing else is different.
 */
class SpringAuthorizationServerTest extends CamelTestSupport {

    private static final String CALL = "zoom:users/get?connection=spring&userId=me&outputType=MAP";

    @TempDir
    static Path folder;
    private static SpringServer server;
    @TempDir
    private Path tokens;
    private final ZoomConnection spring = new ZoomConnection();

    @BeforeAll
    static void startServer() throws Exception {
        server = new SpringServer(folder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setOauthUrl(server.url() + "/oauth");
        component.getConfiguration().setBaseUrl(server.url() + "/v2");
        context.addComponent("zoom", component);
        spring.setOauthClientId(SpringServerSetup.CLIENT);
        spring.setOauthClientSecret(SpringServerSetup.CLIENT_SECRET);
        spring.setCallbackUrl(SpringServerSetup.CALLBACK);
        spring.setTokenStore("file:" + tokens.resolve("store"));
        context.getRegistry().bind("spring", spring);
        return context;
    }

    private ZoomComponent component() {
        return context.getComponent("zoom", ZoomComponent.class);
    }

    private TokenSource source() {
        return ((ManagedBearer) component().opened().named("spring", component().getConfiguration()).bearer()).source();
    }

    private Object whoAmI() throws Exception {
        Exchange exchange = template.request(CALL, each -> {});
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody(Map.class).get("id");
    }

    private String bearer() {
        Exchange exchange = template.request("zoom:token?connection=spring", each -> {});
        return exchange.getMessage().getHeader("Authorization", String.class).replaceFirst("^Bearer ", "");
    }

    private static Map<String, String> query(URI callback) {
        return Arrays.stream(callback.getRawQuery().split("&")).map(pair -> pair.split("=", 2)).collect(
                Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private void consent() throws Exception {
        Secret browser = Secret.of("cookie-of-the-browser");
        URI callback = new Person().open(component().desk().begin("spring", browser));
        assertThat(callback.toString()).startsWith(SpringServerSetup.CALLBACK + "?");
        AuthorizeDesk.Outcome outcome = component().desk().complete(browser, query(callback).get("state"),
                query(callback).get("code"), query(callback).get("error")).toCompletableFuture().join();
        assertThat(outcome.status()).as(outcome.message()).isEqualTo("GRANTED");
    }

    @Test
    void authorizationCodeWithPkceAndRotation() throws Exception {
        ZoomConsentRequiredException waiting = catchThrowableOfType(ZoomConsentRequiredException.class, this::whoAmI);
        assertThat(waiting.getAuthorizationUrl()).hasParameter("code_challenge_method", "S256");
        consent();
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.PERSON);
        for (int rotation = 0; rotation < 3; rotation++) {
            // The server accepts each refresh token once, so a lost one would end this loop.
            server.expire(bearer());
            assertThat(whoAmI()).isEqualTo(SpringServerSetup.PERSON);
        }
        assertThat(component().desk().test("spring").toCompletableFuture().join().status()).isEqualTo("WORKS");
    }

    @Test
    void aPublicClientProvesItselfByPkceAlone() throws Exception {
        spring.setOauthClientId(SpringServerSetup.PUBLIC_CLIENT);
        spring.setOauthClientSecret(null);
        spring.setOauthGrant(OAuthGrant.AUTHORIZATION_CODE);
        consent();
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.PERSON);
        // This server gives no refresh token to public clients; Zoom does. So a person is asked again.
        server.expire(bearer());
        ZoomConsentRequiredException again = catchThrowableOfType(ZoomConsentRequiredException.class, this::whoAmI);
        assertThat(again).hasMessageContaining("'spring'");
    }

    @Test
    void aDeadRefreshTokenIsUnderstood() {
        spring.setOauthRefreshToken("a-token-that-the-server-never-gave");
        ZoomConsentRequiredException dead = catchThrowableOfType(ZoomConsentRequiredException.class, this::whoAmI);
        assertThat(dead).hasMessageContaining("invalid_grant");
        assertThat(dead.getReason()).isEqualTo(ZoomAuthException.Reason.NEEDS_CONSENT);
    }

    @Test
    void clientCredentials() throws Exception {
        spring.setAuthScheme(AuthScheme.OAUTH_CLIENT);
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.CLIENT);
        server.expire(bearer());
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.CLIENT);
    }

    @Test
    void aWrongSecretNamesTheProperties() {
        spring.setAuthScheme(AuthScheme.OAUTH_CLIENT);
        spring.setOauthClientSecret("another-secret");
        ZoomAuthException refused = catchThrowableOfType(ZoomAuthException.class, this::whoAmI);
        assertThat(refused).hasMessageContaining("invalid_client").hasMessageContaining("oauthClientSecret");
    }

    @Test
    void deviceCode() throws Exception {
        spring.setOauthGrant(OAuthGrant.DEVICE_CODE);
        FakeClock clock = new FakeClock();
        HandRunScheduler timer = new HandRunScheduler(clock);
        DeviceFlow flow = new DeviceFlow(ZoomRuntime.of(context).tokens(), Runnable::run, timer, clock);
        DeviceConsent consent = flow.begin(source()).toCompletableFuture().join();
        assertThat(consent.verificationUri()).hasToString(server.url() + "/oauth/device");
        timer.runNext();
        assertThat(consent.result().toCompletableFuture()).isNotDone();

        new Person().open(consent.verificationUriComplete());
        timer.runNext();
        ConsentResult granted = consent.result().toCompletableFuture().join();
        assertThat(granted.status()).as(granted.message()).isEqualTo(ConsentResult.Status.GRANTED);
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.PERSON);
        server.expire(bearer());
        assertThat(whoAmI()).isEqualTo(SpringServerSetup.PERSON);
    }

    @Test
    void revocation() throws Exception {
        consent();
        String token = bearer();
        assertThat(server.accepts(token)).isTrue();
        AuthorizeDesk.Outcome revoked = component().desk().revoke("spring").toCompletableFuture().join();
        assertThat(revoked.status()).as(revoked.message()).isEqualTo("REVOKED");
        assertThat(server.accepts(token)).isFalse();
        catchThrowableOfType(ZoomConsentRequiredException.class, this::whoAmI);
    }
}
