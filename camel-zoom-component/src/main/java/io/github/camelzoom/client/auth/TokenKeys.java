package io.github.camelzoom.client.auth;

import java.net.URI;
import java.util.Locale;

/**
 * The one place where token keys are made, and so where it is decided which connections share a token. Pure.
 *
 * <p>
 * Replayable grants share by client, secret and account: ten endpoints of one app cost one token. The secret's
 * fingerprint keeps a connection with a wrong or rotated secret away from the tokens of the right one. Rotating grants
 * belong to a person who consented for one connection, so they are kept by the connection's name.
 */
public final class TokenKeys {

    private static final int SECRET_BYTES = 8;

    private TokenKeys() {}

    /**
     * @param tokenUri     the token endpoint
     * @param clientSecret null for public clients
     */
    public static TokenKey of(URI tokenUri, String clientId, Secret clientSecret, Grant grant, String connection) {
        String subject = connection;
        if (grant.isReplayable()) {
            subject = grant.owner() + '#' + (clientSecret == null ? "public" : clientSecret.fingerprint(SECRET_BYTES));
        }
        return new TokenKey(realm(tokenUri), clientId, grant.kind(), subject);
    }

    /** For a connection whose token the user brings and nobody renews. */
    static TokenKey ofSupplied(String connection, Secret accessToken) {
        return new TokenKey("", "", "supplied", connection + '#' + accessToken.fingerprint(SECRET_BYTES));
    }

    private static String realm(URI tokenUri) {
        StringBuilder realm = new StringBuilder();
        realm.append(tokenUri.getScheme().toLowerCase(Locale.ROOT)).append("://")
                .append(tokenUri.getHost().toLowerCase(Locale.ROOT));
        int standard = "https".equalsIgnoreCase(tokenUri.getScheme()) ? 443 : 80;
        if (tokenUri.getPort() != -1 && tokenUri.getPort() != standard) {
            realm.append(':').append(tokenUri.getPort());
        }
        String path = tokenUri.getPath() == null ? "" : tokenUri.getPath();
        return realm.append(path.endsWith("/token") ? path.substring(0, path.length() - "/token".length()) : path).toString();
    }
}
