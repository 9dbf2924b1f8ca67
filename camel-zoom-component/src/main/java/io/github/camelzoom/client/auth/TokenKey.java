package io.github.camelzoom.client.auth;

/**
 * Under which name a token is kept. Two connections share a token exactly when their keys are equal. Holds no secret.
 *
 * @param realm     the token endpoint, e.g. {@code https://zoom.us/oauth}: a token of one realm is unknown in another
 * @param clientId  the app
 * @param grantKind the kind of grant, e.g. {@code account_credentials}
 * @param subject   on whose behalf: an account id and a fingerprint of the client's secret, or a connection's name
 */
public record TokenKey(String realm, String clientId, String grantKind, String subject) {}
