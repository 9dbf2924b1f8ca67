package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.AppType;
import io.github.camelzoom.simulator.SimulatedAccounts;

/** Server-to-server OAuth: the app's own account, no refresh token, several live tokens side by side. */
final class AccountCredentialsGrant implements GrantHandler {

    private final SimulatedAccounts accounts;
    private final TokenRegistry tokens;

    AccountCredentialsGrant(SimulatedAccounts accounts, TokenRegistry tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public String grantType() {
        return "account_credentials";
    }

    @Override
    public Granted grant(GrantRequest request) {
        String accountId = request.required("account_id");
        if (accounts.find(accountId).isEmpty()) {
            throw OAuthFailure.invalidRequest("Account does not exist");
        }
        if (request.app().appType() != AppType.SERVER_TO_SERVER || !request.app().accountId().equals(accountId)) {
            throw OAuthFailure.invalidRequest("Account does not enabled the OAuth app type");
        }
        IssuedToken token = tokens.issue(request.app(), accountId, null, grantType(), request.app().scopes());
        return Granted.of(token, null);
    }
}
