package io.github.camelzoom.client.auth;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
    private final Function<TokenSource, URI> authorizationUrl;
    private final Supplier<String> consentProblem;
    private final CompletionStage<AccessToken> fixed;

    private TokenSource(Builder from) {
        connection = Objects.requireNonNull(from.connection, "connection");
        mode = from.mode;
        supplied = from.supplied;
        authorizationUrl = from.authorizationUrl;
        consentProblem = from.consentProblem;
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

    /** Null when the user brings the token and nobody renews it. */
    public TokenStore store() {
        return store;
    }

    /** Null when the user brings the token and nobody renews it. */
    public TokenEndpoint endpoint() {
        return endpoint;
    }

    /** Whether a token can be had at any time, at the cost of neither a person nor a refresh token. */
    public boolean startsFreely() {
        return mode == InitiateOAuth.GETANDREFRESH && grant.isReplayable() && grant.startsWithoutPerson();
    }

    /** The token that is used as it is; null when the component renews. */
    CompletionStage<AccessToken> fixed() {
        return fixed;
    }

    /** The app; null when the user brings the token and nobody renews it. */
    public String clientId() {
        return clientId;
    }

    /** Where a person consents; null when that is not known. */
    public URI authorizationUrl() {
        return authorizationUrl.apply(this);
    }

    /** What keeps the answer to a consent from coming back by itself, and what to do; null when nothing does. */
    public String consentProblem() {
        return consentProblem.get();
    }

    /**
     * Another page of the server that the token endpoint belongs to.
     *
     * @param  name                  what stands in place of {@code token} at the end of the path, e.g. {@code revoke}
     * @throws IllegalStateException when the user brings the token and nobody renews it
     */
    public URI oauthUri(String name) {
        if (tokenUri == null) {
            throw new IllegalStateException("Connection '" + connection + "' has no token endpoint: initiateOAuth=OFF");
        }
        String text = tokenUri.toString();
        return URI.create(text.substring(0, text.lastIndexOf('/') + 1) + name);
    }

    /**
     * A request in the name of the app, with its credentials.
     *
     * @param  uri                   of the same server, as {@link #oauthUri} makes it
     * @throws IllegalStateException when the user brings the token and nobody renews it
     */
    public TokenRequest request(URI uri, TokenForm form) {
        if (tokenUri == null) {
            throw new IllegalStateException("Connection '" + connection + "' makes no requests: initiateOAuth=OFF");
        }
        return new TokenRequest(uri, grant.clientAuthentication(), clientId, clientSecret, form);
    }

    /** Which lane of the gate the requests take. */
    String lane() {
        return key.realm();
    }

    /** @param verifier a one-shot verifier that is still good; null when there is none */
    OAuthDecision.Facts facts(TokenRecord stored, String rejected, Secret verifier) {
        return new OAuthDecision.Facts(AuthScheme.OAUTH, mode, grant, supplied, stored, rejected, verifier);
    }

    /** @param refresh the refresh token to spend; null for the grant's first request */
    TokenRequest request(Secret refresh) {
        return request(tokenUri, refresh == null ? grant.firstRequest() : grant.refreshRequest(refresh));
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
        private Function<TokenSource, URI> authorizationUrl = source -> null;
        private Supplier<String> consentProblem = () -> null;

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
        public Builder authorizationUrl(Function<TokenSource, URI> value) {
            authorizationUrl = Objects.requireNonNull(value, "authorizationUrl");
            return this;
        }

        /** {@link TokenSource#consentProblem()}, asked for after the authorization URL. */
        public Builder consentProblem(Supplier<String> value) {
            consentProblem = Objects.requireNonNull(value, "consentProblem");
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
