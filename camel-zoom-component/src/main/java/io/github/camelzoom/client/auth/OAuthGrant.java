package io.github.camelzoom.client.auth;

/** The grants a connection can name; each constant knows which properties it needs. */
public enum OAuthGrant {
    /** Server-to-server: for one account, without a person. Needs {@code accountId}. */
    ACCOUNT_CREDENTIALS(true, true),
    /** For the app itself, without a person. */
    CLIENT_CREDENTIALS(false, true),
    /** For a person, who consents once in a browser. Without a client secret: a public client, which uses PKCE. */
    AUTHORIZATION_CODE(false, false),
    /** For a person, who consents once in the browser of another device. */
    DEVICE_CODE(false, true);

    private final boolean needsAccount;
    private final boolean needsSecret;

    OAuthGrant(boolean needsAccount, boolean needsSecret) {
        this.needsAccount = needsAccount;
        this.needsSecret = needsSecret;
    }

    /** Whether a person has to consent once, so that the refresh token is worth keeping. */
    public boolean needsPerson() {
        return this == AUTHORIZATION_CODE || this == DEVICE_CODE;
    }

    /** Whether {@code accountId} is required. */
    public boolean needsAccount() {
        return needsAccount;
    }

    /** Whether {@code oauthClientSecret} is required. */
    public boolean needsSecret() {
        return needsSecret;
    }

    /**
     * The grant of a connection that names none: an account id means account credentials; without one the app's own
     * scheme means client credentials, and any other one the authorization code.
     */
    public static OAuthGrant derive(AuthScheme scheme, boolean accountGiven) {
        if (accountGiven) {
            return ACCOUNT_CREDENTIALS;
        }
        return scheme == AuthScheme.OAUTH_CLIENT ? CLIENT_CREDENTIALS : AUTHORIZATION_CODE;
    }
}
