package io.github.camelzoom.client.auth;

import java.util.Arrays;
import java.util.Locale;

/**
 * A connection's OAuth properties as the user wrote them, unchecked:
 * {@link io.github.camelzoom.client.auth.grant.TokenSources} checks them, before any network call, and makes a
 * {@link TokenSource}. Immutable, thread-safe; {@code toString} shows no secret.
 *
 * @param connection   the connection's name
 * @param authScheme   null means {@code OAUTH}
 * @param mode         {@code initiateOAuth}; null means {@code GETANDREFRESH}
 * @param grant        {@code oauthGrant}; null means derived
 * @param clientId     {@code oauthClientId}; null when not given
 * @param clientSecret {@code oauthClientSecret}; null when not given
 * @param accountId    null when not given
 * @param accessToken  {@code oauthAccessToken}; null when not given
 * @param refreshToken {@code oauthRefreshToken}; null when not given
 * @param expiresIn    {@code oauthExpiresIn} in seconds; null when not given
 * @param timestamp    {@code oauthTokenTimestamp}, Unix time in milliseconds; null when not given
 * @param verifier     {@code oauthVerifier}, the code of a consent or the whole URL that the browser ended at; null when
 *                     not given
 * @param pkceVerifier {@code pkceVerifier}, when the consent that led to {@code verifier} was begun with PKCE; null when
 *                     not given
 * @param callbackUrl  the redirect URL registered with Zoom; null means {@link #DEFAULT_CALLBACK}
 */
public record OAuthSettings(String connection, AuthScheme authScheme, InitiateOAuth mode, OAuthGrant grant, String clientId,
        String clientSecret, String accountId, String accessToken, String refreshToken, Long expiresIn, Long timestamp,
        String verifier, String pkceVerifier, String callbackUrl) {

    /** Where the browser is sent after a consent, unless another URL is given. */
    public static final String DEFAULT_CALLBACK = "http://localhost:33333";

    public OAuthSettings {
        authScheme = authScheme == null ? AuthScheme.OAUTH : authScheme;
        mode = mode == null ? InitiateOAuth.GETANDREFRESH : mode;
        callbackUrl = callbackUrl == null ? DEFAULT_CALLBACK : callbackUrl;
    }

    /** Without verifier, and with the default callback. */
    public OAuthSettings(String connection, AuthScheme authScheme, InitiateOAuth mode, OAuthGrant grant, String clientId,
            String clientSecret, String accountId, String accessToken, String refreshToken, Long expiresIn, Long timestamp) {
        this(connection, authScheme, mode, grant, clientId, clientSecret, accountId, accessToken, refreshToken, expiresIn,
                timestamp, null, null, null);
    }

    /** These with the properties of a consent; each may be null. */
    public OAuthSettings withConsent(String newVerifier, String newPkceVerifier, String newCallbackUrl) {
        return new OAuthSettings(connection, authScheme, mode, grant, clientId, clientSecret, accountId, accessToken,
                refreshToken, expiresIn, timestamp, newVerifier, newPkceVerifier, newCallbackUrl);
    }

    /**
     * The constant of an enum by its name, whatever its case.
     *
     * @param  property                 for the message
     * @return                          null when the value is null
     * @throws IllegalArgumentException naming the property, the value and the valid ones
     */
    public static <E extends Enum<E>> E parse(String property, Class<E> type, String value) {
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value.strip().toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(property + "=" + value + " is not valid; it must be one of "
                + Arrays.toString(type.getEnumConstants()));
    }

    /** The grant given, or the one that follows from the other properties; {@link OAuthGrant#derive}. */
    public OAuthGrant effectiveGrant() {
        return grant != null ? grant : OAuthGrant.derive(authScheme, accountId != null && !accountId.isBlank());
    }

    @Override
    public String toString() {
        return "OAuthSettings[" + connection + ", " + authScheme + ", " + mode + ", " + grant + "]";
    }
}
