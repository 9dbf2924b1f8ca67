package io.github.camelzoom.client.auth;

import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import io.github.camelzoom.client.auth.grant.ClientCredentialsGrant;

/** The grants a connection can name; each constant knows which properties it needs and makes its {@link Grant}. */
public enum OAuthGrant {
    /** Server-to-server: for one account, without a person. Needs {@code accountId}. */
    ACCOUNT_CREDENTIALS(true) {
        @Override
        Grant create(String accountId) {
            return new AccountCredentialsGrant(accountId);
        }
    },
    /** For the app itself, without a person. */
    CLIENT_CREDENTIALS(false) {
        @Override
        Grant create(String accountId) {
            return new ClientCredentialsGrant();
        }
    };

    private final boolean needsAccount;

    OAuthGrant(boolean needsAccount) {
        this.needsAccount = needsAccount;
    }

    /** Whether {@code accountId} is required. */
    public boolean needsAccount() {
        return needsAccount;
    }

    abstract Grant create(String accountId);

    /**
     * The grant of a connection that names none: an account id means account credentials; without one the app's own
     * scheme means client credentials.
     *
     * @throws IllegalArgumentException when only a grant that asks a person would do
     */
    public static OAuthGrant derive(AuthScheme scheme, boolean accountGiven) {
        if (accountGiven) {
            return ACCOUNT_CREDENTIALS;
        }
        if (scheme == AuthScheme.OAUTH_CLIENT) {
            return CLIENT_CREDENTIALS;
        }
        throw new IllegalArgumentException("authScheme=OAUTH without accountId means the authorization code grant, which is "
                + "not available: give accountId for server-to-server OAuth, or authScheme=OAUTH_CLIENT for the app's own "
                + "token, or oauthAccessToken with initiateOAuth=OFF");
    }
}
