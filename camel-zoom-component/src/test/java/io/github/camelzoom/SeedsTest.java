package io.github.camelzoom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.oauth.UserGrants;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Connections as users of other Zoom drivers write them, with what goes wrong in theirs; docs/seeds.md has the list. */
class SeedsTest extends ZoomTestSupport {

    private static final String CALL = "zoom:users/get?connection=jane&userId=me";

    @TempDir
    private Path folder;
    private final ZoomConnection jane = new ZoomConnection();

    @BeforeEach
    void bindConnection() {
        SimulatedApp app = simulator().defaultAccount().generalApp();
        jane.setOauthClientId(app.clientId());
        jane.setOauthClientSecret(app.clientSecret());
        jane.setTokenStore("file:" + folder.resolve("tokens"));
        context.getRegistry().bind("jane", jane);
    }

    private UserGrants.Pair consented() {
        return simulator().consents().grant(simulator().defaultAccount().generalApp(),
                simulator().defaultAccount().users().get(0));
    }

    private <T extends ZoomAuthException> T refused(Class<T> type) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(type, CALL, null, Map.of()));
    }

    private void asksNothing() {
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void theConnectionStringOfTheDriverNeedsAPersonAndAsksAtTheDefaultCallback() {
        SimulatedApp app = simulator().defaultAccount().generalApp();
        ZoomConsentRequiredException waiting = failure(ZoomConsentRequiredException.class,
                "zoom:users/get?userId=me&tokenStore=file:" + folder.resolve("by-string") + "&connectionString=RAW("
                        + "Profile=Zoom.apip;Authscheme=OAuth;InitiateOAuth=GETANDREFRESH;OAuthClientId=" + app.clientId()
                        + ";OAuthClientSecret=" + app.clientSecret() + ";)",
                null, Map.of());
        assertThat(waiting.getAuthorizationUrl()).hasParameter("redirect_uri", "http://localhost:33333")
                .hasParameter("client_id", app.clientId());
        asksNothing();
    }

    @Test
    void everyKeyThatUsersPasteIsKnownAndAnUnknownOneIsWarnedOfByNameOnly() {
        try (CapturedLog log = new CapturedLog()) {
            ZoomConnection known = ConnectionString.parse("AUTHSCHEME=oauth;initiateoauth=Refresh;oauthclientid=id;"
                    + "OAuthClientSecret=secret;CallbackUrl=http://localhost:1/;AccountId=account;OAuthAccessToken=at;"
                    + "OAuthRefreshToken=rt;OAuthExpiresIn=3600;OAuthTokenTimestamp=1700000000000;OAuthVerifier=code;"
                    + "PKCEVerifier=pkce;OAuthSettingsLocation=memory://id;Scope=a b;State=x;Profile=Zoom.apip;"
                    + "User=me;Password=word");
            assertThat(log.lines()).isEmpty();
            assertThat(known.getInitiateOAuth()).isEqualTo(InitiateOAuth.REFRESH);
            assertThat(Stream.of(known.getOauthClientId(), known.getOauthClientSecret(), known.getCallbackUrl(),
                    known.getAccountId(), known.getOauthAccessToken(), known.getOauthRefreshToken(),
                    known.getOauthVerifier(), known.getPkceVerifier(), known.getTokenStore(), known.getUsername(),
                    known.getPassword()))
                    .containsExactly("id", "secret", "http://localhost:1/", "account", "at", "rt", "code", "pkce",
                            "memory://id",
                            "me", "word");
            assertThat(List.of(known.getOauthExpiresIn(), known.getOauthTokenTimestamp()))
                    .containsExactly(3600L, 1_700_000_000_000L);

            ConnectionString.parse("OAuthClientId=id;Verbosity=canary-1;RTK=canary-2");
            assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("Verbosity", "RTK")
                    .doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AuthScheme=SAML;OAuthClientId=id                          | authScheme=SAML is not valid; it must be one of [OAUTH,
            InitiateOAuth=ALWAYS;OAuthClientId=id                     | initiateOAuth=ALWAYS is not valid; it must be one of [OFF,
            OAuthClientId=;OAuthClientSecret=s                        | oauthClientId is required, but empty
            OAuthClientId=id;OAuthClientSecret="  "                   | oauthClientSecret is required, but empty
            OAuthClientId=" id";OAuthClientSecret=s                   | oauthClientId begins or ends with a blank
            OAuthClientId=id;OAuthClientSecret=s;CallbackURL=nonsense | callbackUrl is not an absolute URL
            OAuthClientId=id;OAuthClientSecret=******                 | oauthClientSecret is a mask, not a value
            OAuthClientId=id;OAuthClientSecret=s;OAuthExpiresIn=soon  | oauthExpiresIn must be a whole number
            OAuthClientId=id;OAuthClientSecret=s;OAuthAccessToken=a b | oauthAccessToken holds characters that no token has
            OAuthClientId=id;OAuthClientSecret="s                     | the quoted value of OAuthClientSecret does not end
            """)
    void aMistakeInAConnectionStringNamesThePropertyAndSendsNothing(String text, String told) {
        assertThatThrownBy(
                () -> context.getEndpoint("zoom:users/list?tokenStore=memory://x&connectionString=RAW(" + text + ")"))
                .isInstanceOf(ResolveEndpointFailedException.class).hasStackTraceContaining(told);
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void aStoreThatCannotBeWrittenFailsWithItsNameAndNoOtherPlaceIsTaken() throws IOException {
        Path blocked = Files.writeString(folder.resolve("a-file"), "not a folder");
        jane.setTokenStore("file:" + blocked.resolve("tokens"));
        assertThatThrownBy(() -> context.getEndpoint("zoom:users/list?connection=jane"))
                .hasStackTraceContaining("a-file");
        asksNothing();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(blocked);
        }
    }

    private Path record() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tokens"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".token")).findFirst().orElseThrow();
        }
    }

    private void storeTokens() {
        jane.setOauthRefreshToken(consented().refreshToken());
        ok(CALL, null, Map.of());
        jane.setOauthRefreshToken(null);
    }

    @Test
    void aTamperedStoreFileIsAClearErrorAndStaysAsItIs() throws Exception {
        storeTokens();
        byte[] content = Files.readAllBytes(record());
        content[content.length - 1] ^= 1;
        Files.write(record(), content);
        restart();
        int asked = simulator().journal().tokenRequestCount();
        ZoomAuthException refused = refused(ZoomAuthException.class);
        assertThat(refused).hasMessageContaining("tokenStore").hasMessageContaining("decrypt");
        assertThat(record()).hasBinaryContent(content);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(asked);
    }

    @Test
    void anEmptyStoreFileIsAColdStart() throws Exception {
        storeTokens();
        Files.write(record(), new byte[0]);
        restart();
        refused(ZoomConsentRequiredException.class);
        jane.setOauthRefreshToken(consented().refreshToken());
        ok(CALL, null, Map.of());
        assertThat(record()).isNotEmptyFile();
    }

    /** A new context finds nothing in memory. */
    private void restart() throws Exception {
        context.stop();
        context = (ModelCamelContext) createCamelContext();
        context.getRegistry().bind("jane", jane);
        context.start();
        template = context.createProducerTemplate();
    }

    @Test
    void swappedTokensAreRejectedWithOneCallAndWithoutAHang() {
        UserGrants.Pair pair = consented();
        jane.setOauthAccessToken(pair.refreshToken());
        jane.setOauthRefreshToken(pair.accessToken());
        ZoomAuthException refused = refused(ZoomAuthException.class);
        assertThat(refused.getReason()).isEqualTo(ZoomAuthException.Reason.NEEDS_CONSENT);
        assertThat(refused).hasMessageNotContaining(pair.refreshToken()).hasMessageNotContaining(pair.accessToken());
        refused(ZoomAuthException.class);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { " ", "a token", "t\u00f6ken", "line\nbreak" })
    void corruptAndBlankTokensAreRejectedByNameBeforeAnythingIsSent(String token) {
        jane.setOauthRefreshToken(token);
        assertThatThrownBy(() -> context.getEndpoint(CALL)).hasStackTraceContaining("oauthRefreshToken");
        jane.setOauthRefreshToken(null);
        jane.setOauthAccessToken(token);
        assertThatThrownBy(() -> context.getEndpoint(CALL)).hasStackTraceContaining("oauthAccessToken");
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void offUsesTheTokenAsItIsAndReportsItsEndWithoutATokenRequest() {
        UserGrants.Pair pair = consented();
        jane.setInitiateOAuth(InitiateOAuth.OFF);
        jane.setOauthAccessToken(pair.accessToken());
        jane.setOauthRefreshToken(pair.refreshToken());
        ok(CALL, null, Map.of());
        simulator().expireAllTokens();
        assertThat(refused(ZoomAuthException.class))
                .hasMessageContaining("expired, initiateOAuth=OFF does not refresh")
                .hasMessageStartingWith("users/get");
        asksNothing();
    }

    @Test
    void offWithoutTokenFailsAtTheStart() {
        jane.setInitiateOAuth(InitiateOAuth.OFF);
        assertThatThrownBy(() -> context.getEndpoint(CALL)).hasStackTraceContaining("oauthAccessToken is required");
        asksNothing();
    }

    @Test
    void refreshNeverGetsAFirstToken() {
        jane.setInitiateOAuth(InitiateOAuth.REFRESH);
        assertThat(refused(ZoomAuthException.class)).isNotInstanceOf(ZoomConsentRequiredException.class)
                .hasMessageContaining("oauthRefreshToken").hasMessageContaining("oauthVerifier");
        ZoomAuthException account = failure(ZoomAuthException.class, "zoom:users/list?initiateOAuth=REFRESH", null, Map.of());
        assertThat(account).hasMessageContaining("REFRESH never gets a first one");
        assertThat(account.getProperty()).isEqualTo("initiateOAuth");
        asksNothing();
    }

    @Test
    void refreshWithATokenThatHasEndedAndNoRefreshTokenFailsBeforeAnyRequest() {
        jane.setInitiateOAuth(InitiateOAuth.REFRESH);
        jane.setOauthAccessToken(consented().accessToken());
        jane.setOauthTokenTimestamp(1_700_000_000_000L);
        assertThat(refused(ZoomAuthException.class)).hasMessageContaining("refresh token required");
        asksNothing();
    }

    @Test
    void anAppOfAUserHasNoAccountOfItsOwn() {
        jane.setAppType(AppType.USER);
        jane.setAccountId("account");
        assertThatThrownBy(() -> context.getEndpoint(CALL)).hasStackTraceContaining("appType=USER");
        jane.setOauthGrant(OAuthGrant.AUTHORIZATION_CODE);
        assertThat(context.getEndpoint(CALL)).isNotNull();
    }

    @Test
    void theTokenRequestThatFailsNamesTheOperationThatNeededIt() {
        ZoomConsentRequiredException waiting = refused(ZoomConsentRequiredException.class);
        assertThat(waiting).hasMessageStartingWith("users/get: token request on connection 'jane'");
        assertThat(waiting.getOperation()).isEqualTo("users/get");
        IllegalArgumentException missing = catchThrowableOfType(IllegalArgumentException.class,
                () -> {
                    throw failure(IllegalArgumentException.class, "zoom:users/get", null, Map.of());
                });
        assertThat(missing).hasMessageStartingWith("users/get on connection '")
                .hasMessageEndingWith("': missing required parameter 'userId'");
    }
}
