package io.github.camelzoom.client.auth;

import java.time.Instant;

/**
 * What to do for a bearer, by {@code authScheme}, grant, {@code initiateOAuth}, what the user brought and what the store
 * holds: the decision table, as one pure function. No call to Zoom happens before it has decided.
 *
 * @param action   what to do
 * @param access   the token to use; null unless the action is {@code USE}
 * @param refresh  the refresh token to spend; null unless the action is {@code REFRESH}
 * @param property the property to change; null unless the action is {@code FAIL} or {@code ASK_PERSON}
 * @param message  why; null unless the action is {@code FAIL} or {@code ASK_PERSON}
 */
public record OAuthDecision(Action action, AccessToken access, Secret refresh, String property, String message) {

    /** What to do. */
    public enum Action {
        /** Calls carry no bearer of ours. */
        NO_BEARER,
        /** Use the access token. */
        USE,
        /** Trade the refresh token for new tokens. */
        REFRESH,
        /** Ask for the first tokens; no person is needed. */
        FETCH,
        /** Trade the one-shot verifier that the user brought for the first tokens. */
        EXCHANGE,
        /** A person has to consent. */
        ASK_PERSON,
        /** The configuration allows nothing. */
        FAIL
    }

    /**
     * What is known when deciding.
     *
     * @param scheme   the connection's scheme
     * @param mode     its {@code initiateOAuth}
     * @param grant    its grant; null only with {@code OFF} or a scheme without bearer
     * @param supplied what the user brought
     * @param stored   what the store holds; null when nothing
     * @param rejected fingerprint of the access token that Zoom has rejected; null when none
     * @param verifier a one-shot verifier that was not used yet; null when none
     */
    public record Facts(AuthScheme scheme, InitiateOAuth mode, Grant grant, SuppliedTokens supplied, TokenRecord stored,
            String rejected, Secret verifier) {

        AccessToken knownAccess() {
            AccessToken fromStore = stored == null ? null : stored.access();
            return fromStore == null || supplied.access() != null && supplied.isNewerThan(fromStore)
                    ? supplied.accessToken()
                    : fromStore;
        }

        Secret knownRefresh() {
            if (stored == null || stored.refresh() == null || supplied.refresh() == null) {
                return stored == null || stored.refresh() == null ? supplied.refresh() : stored.refresh();
            }
            // A stored refresh token that never brought anything was supplied too, and has been corrected since.
            return stored.access() == null || supplied.isNewerThan(stored.access()) ? supplied.refresh() : stored.refresh();
        }

        /** Whether Zoom has already refused it. */
        boolean isDead(Secret refresh) {
            return stored != null && stored.phase() == TokenRecord.Phase.NEEDS_CONSENT && refresh.equals(stored.refresh());
        }
    }

    /** Decides whether the known access token may still be used; its fitness is taken from its expiry. */
    public static OAuthDecision decide(Facts facts, Instant now) {
        return decide(facts, now, RefreshPolicy.Freshness.STALE);
    }

    /**
     * @param worst the least that the known access token must be to be used; {@code FRESH} to have a stale one replaced
     */
    static OAuthDecision decide(Facts facts, Instant now, RefreshPolicy.Freshness worst) {
        if (!facts.scheme().usesBearer()) {
            return new OAuthDecision(Action.NO_BEARER, null, null, null, null);
        }
        if (facts.mode() == InitiateOAuth.OFF) {
            return decideOff(facts);
        }
        AccessToken access = facts.knownAccess();
        boolean rejected = access != null && access.fingerprint().equals(facts.rejected());
        if (!rejected && RefreshPolicy.classify(access, now).compareTo(worst) <= 0) {
            return use(access);
        }
        Secret refresh = facts.knownRefresh();
        if (refresh != null && !facts.grant().isReplayable() && (facts.verifier() == null || !facts.isDead(refresh))) {
            return new OAuthDecision(Action.REFRESH, null, refresh, null, null);
        }
        if (facts.verifier() != null) {
            return new OAuthDecision(Action.EXCHANGE, null, null, null, null);
        }
        if (facts.grant().startsWithoutPerson()) {
            return facts.mode() == InitiateOAuth.GETANDREFRESH || access != null
                    ? new OAuthDecision(Action.FETCH, null, null, null, null)
                    : fail("initiateOAuth", "there is no token yet and initiateOAuth=REFRESH never gets a first one; use "
                            + "GETANDREFRESH, or give oauthAccessToken");
        }
        if (facts.mode() == InitiateOAuth.REFRESH) {
            return fail("oauthRefreshToken", "refresh token required: there is none, and initiateOAuth=REFRESH asks nobody "
                    + "for one; give oauthRefreshToken, or once an oauthVerifier");
        }
        return new OAuthDecision(Action.ASK_PERSON, null, null, "initiateOAuth", "a person has to authorize the connection");
    }

    private static OAuthDecision decideOff(Facts facts) {
        AccessToken access = facts.supplied().accessToken();
        if (access == null) {
            return fail("oauthAccessToken", "initiateOAuth=OFF gets no token; oauthAccessToken is required");
        }
        if (access.fingerprint().equals(facts.rejected())) {
            return fail("oauthAccessToken", "Zoom says that the access token is expired, initiateOAuth=OFF does not refresh; "
                    + "give a new oauthAccessToken, or use initiateOAuth=GETANDREFRESH");
        }
        return use(access);
    }

    private static OAuthDecision use(AccessToken access) {
        return new OAuthDecision(Action.USE, access, null, null, null);
    }

    private static OAuthDecision fail(String property, String message) {
        return new OAuthDecision(Action.FAIL, null, null, property, message);
    }
}
