package io.github.camelzoom.simulator.oauth;

import java.time.Instant;
import java.util.Set;

import io.github.camelzoom.simulator.SimulatedApp;

/**
 * An access token in the hands of a client.
 *
 * @param serial
 *            1 for the first token the simulator ever issued, and so on
 * @param accountId
 *            the account whose data it opens
 * @param consent
 *            the user's consent it stands on; null for server-to-server and app tokens
 */
public record IssuedToken(long serial, String value, SimulatedApp app, String accountId, Consent consent, String grantType,
        Set<String> scopes, Instant issuedAt, Instant expiresAt) {

    /** The user it acts for; null for server-to-server and app tokens. */
    public String userId() {
        return consent == null ? null : consent.userId();
    }

    IssuedToken expiringAt(Instant instant) {
        return new IssuedToken(serial, value, app, accountId, consent, grantType, scopes, issuedAt, instant);
    }

    @Override
    public String toString() {
        return "IssuedToken[#" + serial + " " + grantType + "]";
    }
}
