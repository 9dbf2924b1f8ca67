package io.github.camelzoom.client.auth;

/** How a connection proves to Zoom, or to a gateway before it, who it is. */
public enum AuthScheme {
    /** A bearer for a user or an account. */
    OAUTH,
    /** A bearer of the app itself; nobody is asked. */
    OAUTH_CLIENT,
    /** No Authorization header: a gateway adds it. */
    NONE,
    /** User and password for a gateway; Zoom accepts none. */
    BASIC,
    /** Windows credentials for a gateway; Zoom accepts none. */
    NTLM;

    /** Whether calls carry a bearer of the token manager. */
    public boolean usesBearer() {
        return this == OAUTH || this == OAUTH_CLIENT;
    }
}
