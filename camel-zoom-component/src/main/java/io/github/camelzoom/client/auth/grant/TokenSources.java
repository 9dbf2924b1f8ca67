package io.github.camelzoom.client.auth.grant;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.Grant;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SuppliedTokens;
import io.github.camelzoom.client.auth.TokenEndpoint;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;

/**
 * Makes a connection's {@link TokenSource} out of the properties that the user wrote, after everything was checked that
 * can be checked without asking anybody. Pure, thread-safe.
 */
public final class TokenSources {

    private final OAuthSettings settings;

    private TokenSources(OAuthSettings settings) {
        this.settings = settings;
    }

    /**
     * @param  tokenUri                 the token endpoint, e.g. {@code https://zoom.us/oauth/token}
     * @param  authorizationUrl         where a person consents, as {@code Consents.authorizationUrls} knows; may give null
     * @param  consentProblem           what keeps the answer to a consent from coming back; may give null
     * @return                          empty when the scheme uses no bearer
     * @throws IllegalArgumentException naming the connection and the property; it shows no secret
     */
    public static Optional<TokenSource> of(OAuthSettings settings, URI tokenUri, TokenEndpoint endpoint, TokenStore store,
            Function<TokenSource, URI> authorizationUrl, Supplier<String> consentProblem) {
        if (!settings.authScheme().usesBearer()) {
            return Optional.empty();
        }
        return Optional.of(new TokenSources(settings).source(tokenUri, endpoint, store, authorizationUrl, consentProblem));
    }

    /** The same, where nothing awaits the answer to a consent. */
    public static Optional<TokenSource> of(OAuthSettings settings, URI tokenUri, TokenEndpoint endpoint, TokenStore store,
            Function<TokenSource, URI> authorizationUrl) {
        return of(settings, tokenUri, endpoint, store, authorizationUrl, () -> null);
    }

    private TokenSource source(URI tokenUri, TokenEndpoint endpoint, TokenStore store,
            Function<TokenSource, URI> authorizationUrl, Supplier<String> consentProblem) {
        SuppliedTokens supplied = supplied();
        TokenSource.Builder source = TokenSource.builder(settings.connection()).mode(settings.mode()).supplied(supplied);
        if (settings.mode() == InitiateOAuth.OFF) {
            require("oauthAccessToken", settings.accessToken());
            return source.build();
        }
        if (settings.accountId() != null && settings.grant() == null) {
            require("accountId", settings.accountId());
        }
        OAuthGrant kind = settings.effectiveGrant();
        require("oauthClientId", settings.clientId());
        Secret secret = clientSecret(kind);
        if (kind.needsAccount()) {
            require("accountId", settings.accountId());
        }
        return source.grant(grant(kind, secret == null)).client(settings.clientId(), secret).endpoint(tokenUri, endpoint)
                .store(store).authorizationUrl(authorizationUrl).consentProblem(consentProblem).build();
    }

    /** Null for a public client: one that names the authorization code itself, so that none becomes public by a slip. */
    private Secret clientSecret(OAuthGrant kind) {
        if (settings.clientSecret() == null && !kind.needsSecret()) {
            if (settings.grant() == OAuthGrant.AUTHORIZATION_CODE) {
                return null;
            }
            throw wrong("oauthClientSecret", "is required. Without accountId the grant is the authorization code: give "
                    + "accountId for server-to-server OAuth, authScheme=OAUTH_CLIENT for the app's own token, or "
                    + "oauthGrant=AUTHORIZATION_CODE for a public client, which has no secret");
        }
        require("oauthClientSecret", settings.clientSecret());
        return Secret.of(settings.clientSecret());
    }

    private Grant grant(OAuthGrant kind, boolean publicClient) {
        return switch (kind) {
            case ACCOUNT_CREDENTIALS -> new AccountCredentialsGrant(settings.accountId());
            case CLIENT_CREDENTIALS -> new ClientCredentialsGrant();
            case AUTHORIZATION_CODE -> new AuthorizationCodeGrant(publicClient, pasted());
            case DEVICE_CODE -> new DeviceCodeGrant();
        };
    }

    private AuthorizationCode pasted() {
        requireUrl("callbackUrl", settings.callbackUrl());
        if (settings.verifier() == null) {
            return null;
        }
        require("oauthVerifier", settings.verifier());
        PastedCallback pasted = PastedCallback.parse(settings.verifier());
        if (pasted.code() == null) {
            throw wrong("oauthVerifier", "holds no authorization code");
        }
        Secret pkce = optional("pkceVerifier", settings.pkceVerifier());
        return new AuthorizationCode(pasted.code(), settings.callbackUrl(), pkce);
    }

    private void requireUrl(String property, String value) {
        require(property, value);
        try {
            URI uri = new URI(value);
            if (uri.isAbsolute() && uri.getHost() != null && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text(property, "is not a URL: " + e.getReason()), e);
        }
        throw wrong(property, "is not an absolute URL without fragment");
    }

    private SuppliedTokens supplied() {
        Secret access = optional("oauthAccessToken", settings.accessToken());
        Secret refresh = optional("oauthRefreshToken", settings.refreshToken());
        Long timestamp = settings.timestamp();
        Long expiresIn = settings.expiresIn();
        try {
            return new SuppliedTokens(access, refresh, timestamp == null ? null : Instant.ofEpochMilli(timestamp),
                    expiresIn == null ? null : Duration.ofSeconds(expiresIn));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Connection '" + settings.connection() + "': " + e.getMessage(), e);
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
        return new IllegalArgumentException(text(property, what));
    }

    private String text(String property, String what) {
        return "Connection '" + settings.connection() + "': " + property + " " + what;
    }
}
