package io.github.camelzoom;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.limit.Plan;

/**
 * A picture of a connection's options at one moment. Equal pictures make equal connections, so a changed option is found
 * by comparing. Immutable; {@code toString} shows no secret.
 *
 * @param oauth      name, scheme, grant and credentials
 * @param appType    null when not said
 * @param tokenStore a location or a {@code TokenStore}; null for the default
 * @param region     null when the token answer is to decide
 * @param baseUrl    null for Zoom's
 * @param oauthUrl   null for Zoom's
 * @param username   for a gateway; null for none
 * @param password   for a gateway; null for none
 * @param plan       what the account has bought; never null
 */
record ConnectionSettings(OAuthSettings oauth, AppType appType, Object tokenStore, Region region, String baseUrl,
        String oauthUrl, String username, String password, Plan plan) {

    /**
     * A named connection. Addresses, store and client come from the component where the connection has none of its own.
     */
    static ConnectionSettings of(String name, ZoomConnection connection, ZoomConfiguration defaults, Plan plan) {
        ZoomClient client = connection.getClient();
        String clientId = client != null ? client.getOauthClientId() : connection.getOauthClientId();
        String clientSecret = client != null ? client.getOauthClientSecret() : connection.getOauthClientSecret();
        if (client != null && connection.getOauthClientId() != null) {
            throw new IllegalArgumentException(
                    "Connection '" + name + "': client and oauthClientId exclude each other; set one of them");
        }
        if (clientId == null && clientSecret == null) {
            clientId = defaults.getOauthClientId();
            clientSecret = defaults.getOauthClientSecret();
        }
        OAuthSettings oauth = new OAuthSettings(name, connection.getAuthScheme(), connection.getInitiateOAuth(),
                connection.getOauthGrant(), clientId, clientSecret, connection.getAccountId(),
                connection.getOauthAccessToken(), connection.getOauthRefreshToken(), connection.getOauthExpiresIn(),
                connection.getOauthTokenTimestamp()).withConsent(connection.getOauthVerifier(), connection.getPkceVerifier(),
                        or(connection.getCallbackUrl(), defaults.getCallbackUrl()));
        return new ConnectionSettings(oauth, connection.getAppType(), or(connection.getTokenStore(), defaults.getTokenStore()),
                or(connection.getRegion(), defaults.getRegion()), or(connection.getBaseUrl(), defaults.getBaseUrl()),
                or(connection.getOauthUrl(), defaults.getOauthUrl()), connection.getUsername(), connection.getPassword(),
                or(connection.getPlan(), plan));
    }

    /** The connection that the options of an endpoint, or of the component, describe. */
    static ConnectionSettings of(ZoomConfiguration from, ZoomComponent component) {
        ZoomConnection connection = from.getConnectionString() == null
                ? new ZoomConnection()
                : ConnectionString.parse(from.getConnectionString());
        connection.setAuthScheme(or(connection.getAuthScheme(), from.getAuthScheme()));
        connection.setInitiateOAuth(or(connection.getInitiateOAuth(), from.getInitiateOAuth()));
        connection.setOauthGrant(or(connection.getOauthGrant(), from.getOauthGrant()));
        if (connection.getOauthClientId() == null && connection.getOauthClientSecret() == null
                && from.getConnectionString() == null) {
            connection.setOauthClientId(from.getOauthClientId());
            connection.setOauthClientSecret(from.getOauthClientSecret());
            connection.setAccountId(from.getAccountId());
            connection.setOauthAccessToken(from.getOauthAccessToken());
            connection.setOauthRefreshToken(from.getOauthRefreshToken());
            connection.setOauthVerifier(component.getOauthVerifier());
            connection.setOauthTokenTimestamp(component.getOauthTokenTimestamp());
            connection.setUsername(component.getUsername());
            connection.setPassword(component.getPassword());
        }
        connection.setAppType(component.getAppType());
        return of(nameOf(connection), connection, from, component.getPlan());
    }

    private static String nameOf(ZoomConnection connection) {
        if (connection.getAccountId() != null) {
            return "account " + connection.getAccountId();
        }
        return connection.getOauthClientId() != null
                ? "client " + connection.getOauthClientId()
                : "authScheme=" + or(connection.getAuthScheme(), AuthScheme.OAUTH);
    }

    private static <T> T or(T own, T inherited) {
        return own != null ? own : inherited;
    }

    @Override
    public String toString() {
        return "ConnectionSettings[" + oauth.connection() + "]";
    }
}
