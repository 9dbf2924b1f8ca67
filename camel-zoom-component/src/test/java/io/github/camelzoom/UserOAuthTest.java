package io.github.camelzoom;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.oauth.UserGrants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Authorization code: a route that waits for a person goes on by itself once the person has consented. */
class UserOAuthTest extends ZoomTestSupport {

    private static final String CALLBACK = "https://app.example.com/zoom/callback";

    @TempDir
    private Path folder;
    private final ZoomConnection jane = new ZoomConnection();

    @BeforeEach
    void bindConnection() {
        SimulatedApp app = simulator().defaultAccount().generalApp().redirectUris(CALLBACK);
        jane.setCallbackUrl(CALLBACK);
        jane.setOauthClientId(app.clientId());
        jane.setOauthClientSecret(app.clientSecret());
        jane.setTokenStore("file:" + folder.resolve("tokens"));
        context.getRegistry().bind("jane", jane);
    }

    private AuthorizeDesk desk() {
        return context.getComponent("zoom", ZoomComponent.class).desk();
    }

    private URI allow(URI authorizationUrl) {
        return simulator().consents().approve(authorizationUrl, simulator().defaultAccount().users().get(0));
    }

    private static Map<String, String> query(URI callback) {
        return Arrays.stream(callback.getRawQuery().split("&")).map(pair -> pair.split("=", 2)).collect(
                Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private AuthorizeDesk.Outcome complete(URI callback, Secret browser) {
        return desk().complete(browser, query(callback).get("state"), query(callback).get("code"),
                query(callback).get("error")).toCompletableFuture().join();
    }

    @Test
    void whenNobodyHasConsentedThenTheCallFailsAtOnceWithTheUrlAndGoesOnAfterTheConsent() {
        ZoomConsentRequiredException waiting = failure(ZoomConsentRequiredException.class,
                "zoom:users/get?connection=jane&userId=me", null, Map.of());
        assertThat(waiting.getAuthorizationUrl().toString()).startsWith(simulator().oauthUrl() + "/authorize?")
                .contains("code_challenge_method=S256").doesNotContain("scope=");
        assertThat(waiting).hasMessageContaining("'jane'");
        assertThat(simulator().journal().tokenRequestCount()).isZero();

        assertThat(complete(allow(waiting.getAuthorizationUrl()), null).status()).isEqualTo("GRANTED");
        Map<?, ?> me = ok("zoom:users/get?connection=jane&userId=me&outputType=MAP", null, Map.of()).getMessage()
                .getBody(Map.class);
        assertThat(me.get("email")).isEqualTo(simulator().defaultAccount().users().get(0).email());
        assertThat(desk().connections()).singleElement().satisfies(view -> {
            assertThat(view.state()).isEqualTo("READY");
            assertThat(view.needsPerson()).isTrue();
        });
    }

    @Test
    void whenTheTokenIsRevokedThenTheConnectionRefreshesAndTheRotatedTokenIsSaved() {
        Secret browser = Secret.of("browser-secret");
        assertThat(complete(allow(desk().begin("jane", browser)), browser).success()).isTrue();
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        simulator().expireAllTokens();
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        simulator().expireAllTokens();
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        assertThat(simulator().journal().presentedRefreshTokens()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whenAnotherBrowserComesBackThenNothingIsStored() {
        URI callback = allow(desk().begin("jane", Secret.of("browser-secret")));
        assertThat(complete(callback, Secret.of("another-browser")).status()).isEqualTo("OTHER_BROWSER");
        failure(ZoomConsentRequiredException.class, "zoom:users/get?connection=jane&userId=me", null, Map.of());
    }

    @Test
    void whenTheConnectionIsRevokedThenAPersonIsAskedAgain() {
        complete(allow(desk().begin("jane", null)), null);
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        assertThat(desk().test("jane").toCompletableFuture().join().success()).isTrue();
        assertThat(desk().revoke("jane").toCompletableFuture().join().status()).isEqualTo("REVOKED");
        failure(ZoomConsentRequiredException.class, "zoom:users/get?connection=jane&userId=me", null, Map.of());
    }

    @Test
    void whenTheUserBringsARefreshTokenThenItIsSpentOnceAndTheStoredOneFollows() {
        UserGrants.Pair pair = simulator().consents().grant(simulator().defaultAccount().generalApp(),
                simulator().defaultAccount().users().get(0));
        jane.setInitiateOAuth(InitiateOAuth.REFRESH);
        jane.setOauthRefreshToken(pair.refreshToken());
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        simulator().expireAllTokens();
        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        assertThat(simulator().journal().presentedRefreshTokens()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whenTheRefreshTokenIsDeadThenOneCallIsMadeAndAPersonIsAsked() {
        jane.setOauthRefreshToken("dead-refresh-token");
        for (int i = 0; i < 3; i++) {
            ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:users/get?connection=jane&userId=me", null,
                    Map.of());
            assertThat(refused.getReason()).isEqualTo(ZoomAuthException.Reason.NEEDS_CONSENT);
            assertThat(refused).hasMessageContaining("invalid_grant");
        }
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }
}
