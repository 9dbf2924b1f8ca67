package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A connection's OAuth properties as the user wrote them. {@link #source} checks them, before any network call, and makes
 * a {@link TokenSource}. Immutable; {@code toString} shows no secret.
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
 */
public record OAuthSettings(String connection, AuthScheme authScheme, InitiateOAuth mode, OAuthGrant grant, String clientId,
        String clientSecret, String accountId, String accessToken, String refreshToken, Long expiresIn, Long timestamp) {

    public OAuthSettings {
        authScheme = authScheme == null ? AuthScheme.OAUTH : authScheme;
        mode = mode == null ? InitiateOAuth.GETANDREFRESH : mode;
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

    /**
     * Checks everything that can be checked without asking anybody.
     *
     * @param  tokenUri                 the token endpoint
     * @param  authorizationUrl         where a person consents; may give null
     * @return                          empty when the scheme uses no bearer
     * @throws IllegalArgumentException naming the connection and the property
     */
    public Optional<TokenSource> source(URI tokenUri, TokenEndpoint endpoint, TokenStore store,
            Supplier<URI> authorizationUrl) {
        if (!authScheme.usesBearer()) {
            return Optional.empty();
        }
        SuppliedTokens supplied = supplied();
        if (mode == InitiateOAuth.OFF) {
            require("oauthAccessToken", accessToken);
            return Optional.of(TokenSource.builder(connection).mode(mode).supplied(supplied).build());
        }
        if (accountId != null && grant == null) {
            require("accountId", accountId);
        }
        OAuthGrant effective;
        try {
            effective = effectiveGrant();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Connection '" + connection + "': " + e.getMessage(), e);
        }
        require("oauthClientId", clientId);
        require("oauthClientSecret", clientSecret);
        if (effective.needsAccount()) {
            require("accountId", accountId);
        }
        return Optional.of(TokenSource.builder(connection).mode(mode).grant(effective.create(accountId)).client(clientId,
                Secret.of(clientSecret)).endpoint(tokenUri, endpoint).store(store).supplied(supplied).authorizationUrl(
                        authorizationUrl)
                .build());
    }

    private SuppliedTokens supplied() {
        Secret access = optional("oauthAccessToken", accessToken);
        Secret refresh = optional("oauthRefreshToken", refreshToken);
        try {
            return new SuppliedTokens(access, refresh, timestamp == null ? null : Instant.ofEpochMilli(timestamp),
                    expiresIn == null ? null : Duration.ofSeconds(expiresIn));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Connection '" + connection + "': " + e.getMessage(), e);
        }
    }

    private Secret optional(String property, String value) {
        if (value == null) {
            return null;
        }
        require(property, value);
        if (!value.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw wrong(property, "holds characters that no token has");
        }
        return Secret.of(value);
    }

    private void require(String property, String value) {
        if (value == null) {
            throw wrong(property, "is required");
        }
        if (value.isBlank()) {
            throw wrong(property, "is required, but empty");
        }
        if (!value.strip().equals(value)) {
            throw wrong(property, "begins or ends with a blank");
        }
        if (value.chars().allMatch(letter -> letter == '*')) {
            throw wrong(property, "is a mask, not a value");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(property, "holds a control character");
        }
    }

    private IllegalArgumentException wrong(String property, String what) {
        return new IllegalArgumentException("Connection '" + connection + "': " + property + " " + what);
    }

    @Override
    public String toString() {
        return "OAuthSettings[" + connection + ", " + authScheme + ", " + mode + ", " + grant + "]";
    }
}
