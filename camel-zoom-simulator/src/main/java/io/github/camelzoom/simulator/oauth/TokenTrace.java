package io.github.camelzoom.simulator.oauth;

import java.util.Map;

/** What the journal wants to know about one request to an OAuth endpoint; filled while it is worked on. Thread-safe. */
public final class TokenTrace {

    /** The facts at one moment. */
    public record Facts(String grantType, String clientId, Map<String, String> parameters, String outcome,
            long refreshTokenSerial,
            long issuedRefreshTokenSerial, long issuedTokenSerial) {}

    private volatile Facts facts = new Facts(null, null, Map.of(), "unanswered", 0, 0, 0);

    /** What is known so far. */
    public Facts facts() {
        return facts;
    }

    void asked(String grantType, Map<String, String> parameters) {
        Facts f = facts;
        facts = new Facts(grantType, f.clientId, parameters, f.outcome, f.refreshTokenSerial, 0, 0);
    }

    void client(String clientId) {
        Facts f = facts;
        facts = new Facts(f.grantType, clientId, f.parameters, f.outcome, f.refreshTokenSerial, 0, 0);
    }

    void presentedRefreshToken(long serial) {
        Facts f = facts;
        facts = new Facts(f.grantType, f.clientId, f.parameters, f.outcome, serial, 0, 0);
    }

    void granted(long tokenSerial, long refreshSerial) {
        Facts f = facts;
        facts = new Facts(f.grantType, f.clientId, f.parameters, "granted", f.refreshTokenSerial, refreshSerial, tokenSerial);
    }

    void outcome(String outcome) {
        Facts f = facts;
        facts = new Facts(f.grantType, f.clientId, f.parameters, outcome, f.refreshTokenSerial, f.issuedRefreshTokenSerial,
                f.issuedTokenSerial);
    }
}
