package io.github.camelzoom.simulator.oauth;

import java.util.Map;

/** What the journal wants to know about one request to an OAuth endpoint; the answer's side is filled in later. Thread-safe. */
public final class TokenTrace {

    /** The facts at one moment. */
    public record Facts(String grantType, String clientId, Map<String, String> parameters, String outcome,
            long refreshTokenSerial,
            long issuedRefreshTokenSerial, long issuedTokenSerial) {}

    private volatile Facts facts;

    TokenTrace(String grantType, String clientId, Map<String, String> parameters, long refreshTokenSerial) {
        this.facts = new Facts(grantType, clientId, parameters, "unanswered", refreshTokenSerial, 0, 0);
    }

    /** What is known so far. */
    public Facts facts() {
        return facts;
    }

    void granted(long tokenSerial, long refreshSerial) {
        Facts f = facts;
        facts = new Facts(f.grantType, f.clientId, f.parameters, "granted", f.refreshTokenSerial, refreshSerial, tokenSerial);
    }

    /** Notes how it ended when no token was issued. */
    public void outcome(String outcome) {
        Facts f = facts;
        facts = new Facts(f.grantType, f.clientId, f.parameters, outcome, f.refreshTokenSerial, 0, 0);
    }
}
