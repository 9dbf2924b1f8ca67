package io.github.camelzoom.client.auth;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where the bearers of one connection come from: its key, its grant, its credentials, its endpoint and its store. Built
 * once per connection and handed to the {@link TokenManager} with each call. Immutable, thread-safe, and its
 * {@code toString} shows no secret.
 */
public final class TokenSource {

    private final TokenKey key;
    private final String connection;
    private final Grant grant;
    private final String clientId;
    private final Secret clientSecret;
    private final URI tokenUri;
    private final TokenEndpoint endpoint;
    private final TokenStore store;
    private final InitiateOAuth mode;
    private final SuppliedTokens supplied;
    private final Supplier<URI> authorizationUrl;
    private final CompletionStage<AccessToken> fixed;

    private TokenSource(Builder from) {
        connection = Objects.requireNonNull(from.connection, "connection");
        mode = from.mode;
        supplied = from.supplied;
        authorizationUrl = from.authorizationUrl;
        grant = from.grant;
        clientId = from.clientId;
        clientSecret = from.clientSecret;
        tokenUri = from.tokenUri;
        endpoint = from.endpoint;
        store = from.store;
        if (mode == InitiateOAuth.OFF) {
            if (supplied.access() == null) {
                throw new IllegalArgumentException("Connection '" + connection + "': initiateOAuth=OFF gets no token; "
                        + "oauthAccessToken is required");
            }
            key = TokenKeys.ofSupplied(connection, supplied.access());
            fixed = CompletableFuture.completedStage(supplied.accessToken());
        } else {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(store, "store");
            key = TokenKeys.of(tokenUri, clientId, clientSecret, grant, connection);
            fixed = null;
        }
    }

    /** Starts the description of a connection's tokens. */
    public static Builder builder(String connection) {
        return new Builder(connection);
    }

    /** Under which name the token is kept. */
    public TokenKey key() {
        return key;
    }

    /** The connection's name, for messages. */
    public String connection() {
        return connection;
    }

    /** Null when the user brings the token and nobody renews it. */
    public Grant grant() {
        return grant;
    }

    TokenStore store() {
        return store;
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    /** The token that is used as it is; null when the component renews. */
    CompletionStage<AccessToken> fixed() {
        return fixed;
    }

    /** Where a person consents; null when that is not known. */
    URI authorizationUrl() {
        return authorizationUrl.get();
    }

    /** Which lane of the gate the requests take. */
    String lane() {
        return key.realm();
    }

    OAuthDecision.Facts facts(TokenRecord stored, String rejected) {
        return new OAuthDecision.Facts(AuthScheme.OAUTH, mode, grant, supplied, stored, rejected);
    }

    /** @param refresh the refresh token to spend; null for the grant's first request */
    TokenRequest request(Secret refresh) {
        return new TokenRequest(tokenUri, grant.clientAuthentication(), clientId, clientSecret,
                refresh == null ? grant.firstRequest() : grant.refreshRequest(refresh));
    }

    @Override
    public String toString() {
        return "TokenSource[" + connection + ", " + key + "]";
    }

    /** Collects the parts of a {@link TokenSource}. Not thread-safe. */
    public static final class Builder {

        private final String connection;
        private Grant grant;
        private String clientId;
        private Secret clientSecret;
        private URI tokenUri;
        private TokenEndpoint endpoint;
        private TokenStore store;
        private InitiateOAuth mode = InitiateOAuth.GETANDREFRESH;
        private SuppliedTokens supplied = SuppliedTokens.NONE;
        private Supplier<URI> authorizationUrl = () -> null;

        private Builder(String connection) {
            this.connection = connection;
        }

        public Builder grant(Grant value) {
            grant = value;
            return this;
        }

        /** @param secret null for public clients */
        public Builder client(String id, Secret secret) {
            clientId = id;
            clientSecret = secret;
            return this;
        }

        /** @param uri the token endpoint itself, e.g. {@code https://zoom.us/oauth/token} */
        public Builder endpoint(URI uri, TokenEndpoint value) {
            tokenUri = uri;
            endpoint = value;
            return this;
        }

        public Builder store(TokenStore value) {
            store = value;
            return this;
        }

        /** {@code GETANDREFRESH} unless given. */
        public Builder mode(InitiateOAuth value) {
            mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /** {@link SuppliedTokens#NONE} unless given. */
        public Builder supplied(SuppliedTokens value) {
            supplied = Objects.requireNonNull(value, "supplied");
            return this;
        }

        /** Where a person consents, asked for when a message needs it; it may give null. */
        public Builder authorizationUrl(Supplier<URI> value) {
            authorizationUrl = Objects.requireNonNull(value, "authorizationUrl");
            return this;
        }

        /**
         * @throws IllegalArgumentException when {@code OFF} comes without a token
         * @throws NullPointerException     when a part is missing
         */
        public TokenSource build() {
            return new TokenSource(this);
        }
    }
}
