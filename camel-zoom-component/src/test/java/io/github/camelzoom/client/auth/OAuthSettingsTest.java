package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import io.github.camelzoom.client.auth.grant.TokenSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What can be said about a connection's properties before anything is sent. */
class OAuthSettingsTest {

    private static final String CANARY = "canary-5ecret";

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();

    private static OAuthSettings settings(AuthScheme scheme, InitiateOAuth mode, OAuthGrant grant, String id, String secret,
            String account, String access, String refresh) {
        return new OAuthSettings("acme", scheme, mode, grant, id, secret, account, access, refresh, null, null);
    }

    private TokenSource source(OAuthSettings settings) {
        return TokenSources.of(settings, ScriptedEndpoint.URI_, endpoint, new TestStore(), source -> null).orElseThrow();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "\t", " x", "x ", "x\n", "******", "a\u0007b" })
    void whenARequiredPropertyIsMissingBlankPaddedOrMasked_thenItIsNamed(String value) {
        assertThatThrownBy(() -> source(settings(null, null, OAuthGrant.ACCOUNT_CREDENTIALS, value, CANARY, "acc", null, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("'acme'", "oauthClientId")
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> source(settings(null, null, null, "id", value, "acc", null, null))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("oauthClientSecret");
        assertThatThrownBy(() -> source(settings(null, null, OAuthGrant.ACCOUNT_CREDENTIALS, "id", CANARY, value, null, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("accountId").hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> source(settings(null, InitiateOAuth.OFF, null, null, null, null, value, null))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("oauthAccessToken");
        assertThat(endpoint.posts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "tök", " t", "t\r\nX: y" })
    void whenAGivenTokenIsCorrupt_thenItIsRejectedByName(String token) {
        assertThatThrownBy(() -> source(settings(null, null, null, "id", "secret", "acc", token, null))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("oauthAccessToken");
        assertThatThrownBy(() -> source(settings(null, null, null, "id", "secret", "acc", null, token))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("oauthRefreshToken");
    }

    @Test
    void whenBothTokensAreTheSameText_thenItIsRejectedWithoutShowingIt() {
        assertThatThrownBy(() -> source(settings(null, null, null, "id", "secret", "acc", CANARY, CANARY))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("oauthRefreshToken").hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @CsvSource({ "OAUTH,acc,,ACCOUNT_CREDENTIALS", "OAUTH_CLIENT,acc,,ACCOUNT_CREDENTIALS", "OAUTH_CLIENT,,,CLIENT_CREDENTIALS",
            "OAUTH,acc,CLIENT_CREDENTIALS,CLIENT_CREDENTIALS", "OAUTH,,CLIENT_CREDENTIALS,CLIENT_CREDENTIALS",
            "OAUTH,,,AUTHORIZATION_CODE",
            "OAUTH,,DEVICE_CODE,DEVICE_CODE", "OAUTH_CLIENT,,AUTHORIZATION_CODE,AUTHORIZATION_CODE" })
    void theGrantFollowsFromTheOtherProperties(AuthScheme scheme, String account, OAuthGrant given, OAuthGrant expected) {
        OAuthSettings settings = settings(scheme, null, given, "id", "secret", account, null, null);
        assertThat(settings.effectiveGrant()).isEqualTo(expected);
        assertThat(source(settings).grant().kind()).isEqualTo(expected.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void whenNothingSaysThatTheClientIsPublic_thenTheSecretIsMissedAndTheMessageSaysWhatElseToGive() {
        assertThatThrownBy(() -> source(settings(null, null, null, "id", null, null, null, null))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContainingAll("'acme'", "oauthClientSecret", "accountId",
                        "OAUTH_CLIENT", "oauthGrant=AUTHORIZATION_CODE");
        assertThatThrownBy(() -> source(settings(null, null, OAuthGrant.DEVICE_CODE, "id", null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("oauthClientSecret");
        assertThat(source(settings(null, null, OAuthGrant.AUTHORIZATION_CODE, "id", null, null, null, null)).grant()
                .clientAuthentication()).isEqualTo(ClientAuthentication.NONE);
    }

    @ParameterizedTest
    @EnumSource(value = AuthScheme.class, names = { "NONE", "BASIC", "NTLM" })
    void whenTheSchemeUsesNoBearer_thenThereIsNoSource(AuthScheme scheme) {
        assertThat(TokenSources.of(settings(scheme, null, null, null, null, null, null, null), ScriptedEndpoint.URI_, endpoint,
                new TestStore(), source -> null)).isEmpty();
    }

    @Test
    void anInvalidEnumValueNamesThePropertyAndTheValidOnes() {
        assertThatThrownBy(() -> OAuthSettings.parse("initiateOAuth", InitiateOAuth.class, "SOMETIMES")).isInstanceOf(
                IllegalArgumentException.class).hasMessageContainingAll("initiateOAuth", "OFF", "REFRESH", "GETANDREFRESH");
        assertThat(OAuthSettings.parse("initiateOAuth", InitiateOAuth.class, "getAndRefresh")).isEqualTo(
                InitiateOAuth.GETANDREFRESH);
        assertThat(OAuthSettings.parse("initiateOAuth", InitiateOAuth.class, null)).isNull();
    }

    @Test
    void twoConnectionsWithDifferentSecretsNeverShareAKey() {
        TokenKey one = source(settings(null, null, null, "id", "secret-1", "acc", null, null)).key();
        TokenKey two = source(settings(null, null, null, "id", "secret-2", "acc", null, null)).key();
        assertThat(one).isNotEqualTo(two).isEqualTo(source(settings(null, null, null, "id", "secret-1", "acc", null, null))
                .key());
        assertThat(one.toString()).doesNotContain("secret-1");
        assertThat(one.realm()).isEqualTo("https://zoom.us/oauth");
        assertThat(one.subject()).startsWith("acc#");
    }

    @Test
    void rotatingGrantsAreKeptByConnectionAndRealmsAreNormalised() {
        TokenKey key = TokenKeys.of(URI.create("HTTPS://Zoom.US:443/oauth/token"), "c", Secret.of("s"), new RotatingGrant(),
                "acme");
        assertThat(key).isEqualTo(new TokenKey("https://zoom.us/oauth", "c", "authorization_code", "acme"));
    }

    @Test
    void timeStampAndLifeOfASuppliedTokenAreUnderstood() {
        OAuthSettings settings = new OAuthSettings("acme", null, InitiateOAuth.OFF, null, null, null, null, "t", null, 60L,
                1_700_000_000_000L);
        AccessToken token = source(settings).fixed().toCompletableFuture().join();
        assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_060L));
    }

    @Test
    void nothingShowsASecret() {
        OAuthSettings settings = settings(null, null, null, "id", CANARY, "acc", CANARY + "1", CANARY + "2");
        TokenSource source = source(settings);
        assertThat(settings + " " + source + " " + source.request(null) + " " + source.request(Secret.of(CANARY)))
                .doesNotContain(CANARY);
    }
}
