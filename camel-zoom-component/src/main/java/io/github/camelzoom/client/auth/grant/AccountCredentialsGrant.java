package io.github.camelzoom.client.auth.grant;

import java.util.Objects;

import io.github.camelzoom.client.auth.Grant;
import io.github.camelzoom.client.auth.TokenForm;

/**
 * Server-to-server OAuth: the app acts for one account and needs no person. Zoom issues no refresh token; a new token is
 * asked for when the old one ends.
 *
 * @param accountId the account, as the app's page shows it; not blank
 * @see             <a href="https://developers.zoom.us/docs/internal-apps/s2s-oauth/">Zoom: server-to-server OAuth</a>
 */
public record AccountCredentialsGrant(String accountId) implements Grant {

    public AccountCredentialsGrant {
        Objects.requireNonNull(accountId, "accountId");
        if (accountId.isBlank()) {
            throw new IllegalArgumentException("accountId must not be blank");
        }
    }

    @Override
    public String kind() {
        return "account_credentials";
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public boolean startsWithoutPerson() {
        return true;
    }

    @Override
    public String owner() {
        return accountId;
    }

    @Override
    public TokenForm firstRequest() {
        return TokenForm.of("account_credentials").with("account_id", accountId);
    }
}
