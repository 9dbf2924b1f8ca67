package io.github.camelzoom.client.auth;

import java.time.Instant;

import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/** What a refresh flight does next, given what the store holds. Pure: no clock, no I/O. */
sealed interface FlightPlan {

    /** Somebody has done the work, or the token is still good enough. */
    record Adopt(AccessToken token) implements FlightPlan {}

    /**
     * Claim, then send.
     *
     * @param refresh what to spend; null for the grant's first request
     * @param retry   whether this is the one repetition of a rotating request whose answer was lost
     * @param takeover whether another node's claim is taken over
     */
    record Spend(Secret refresh, boolean retry, boolean takeover) implements FlightPlan {}

    /** Somebody else is at it. */
    record Await() implements FlightPlan {}

    /** The one repetition was lost too, by a node that did not come back: only a person can help. */
    record GiveUp() implements FlightPlan {}

    /** No request can help. */
    record Fail(TokenFailure failure) implements FlightPlan {}

    /**
     * @param facts         what is known, above all what the store holds
     * @param worst         the least that a token must be to be adopted
     * @param abandoned     whether the claim in the record has been seen unchanged for the lease
     * @param nodeId        this node
     * @param unsentAttempt an own attempt that sent nothing; null when none
     */
    static FlightPlan of(TokenSource source, OAuthDecision.Facts facts, RefreshPolicy.Freshness worst, Instant now,
            boolean abandoned, String nodeId, String unsentAttempt) {
        OAuthDecision decision = OAuthDecision.decide(facts, now, worst);
        TokenRecord stored = facts.stored();
        boolean failing = decision.action() == OAuthDecision.Action.FAIL
                || decision.action() == OAuthDecision.Action.ASK_PERSON;
        if (failing && !abandoned && isAtIt(stored, nodeId)) {
            // A verifier is being traded elsewhere.
            return new Await();
        }
        return switch (decision.action()) {
            case USE -> new Adopt(decision.access());
            case FAIL -> new Fail(TokenFailure.of(TokenFailure.NOT_ALLOWED, Reason.NOT_ALLOWED, decision.property(),
                    decision.message()).onlyFor(source.connection()));
            case ASK_PERSON, NO_BEARER -> new Fail(askPerson(decision, stored));
            case REFRESH, FETCH, EXCHANGE -> spend(source, stored, decision.refresh(), abandoned, nodeId, unsentAttempt);
        };
    }

    private static FlightPlan spend(TokenSource source, TokenRecord stored, Secret refresh, boolean abandoned, String nodeId,
            String unsentAttempt) {
        if (stored == null || stored.phase() == Phase.STABLE) {
            return new Spend(refresh, false, false);
        }
        boolean newGrant = refresh != null && !refresh.equals(stored.refresh());
        // Only a refresh token that has perhaps been spent makes a request one that is repeated.
        boolean atRisk = refresh != null && !source.grant().isReplayable() && !newGrant;
        if (stored.phase() == Phase.NEEDS_CONSENT) {
            return atRisk ? new Fail(consent(stored)) : new Spend(refresh, false, false);
        }
        boolean own = stored.claim() == null || nodeId.equals(stored.claim().nodeId());
        if (stored.phase() == Phase.IN_DOUBT) {
            return !atRisk || own || abandoned ? new Spend(refresh, atRisk, !own && abandoned) : new Await();
        }
        if (own && (stored.claim() == null || stored.claim().attemptId().equals(unsentAttempt))) {
            return new Spend(refresh, atRisk && isRepetition(stored), false);
        }
        if (!abandoned) {
            return new Await();
        }
        return atRisk && isRepetition(stored) ? new GiveUp() : new Spend(refresh, atRisk, true);
    }

    private static boolean isAtIt(TokenRecord stored, String nodeId) {
        return stored != null && stored.phase() == Phase.REFRESHING && stored.claim() != null
                && !nodeId.equals(stored.claim().nodeId());
    }

    /** Says why there are no tokens any more, when that is known. */
    private static TokenFailure askPerson(OAuthDecision decision, TokenRecord stored) {
        TokenRecord.Failure why = stored == null || stored.phase() != Phase.NEEDS_CONSENT ? null : stored.failure();
        return TokenFailure.of(why == null ? TokenFailure.NEEDS_CONSENT : why.reason(), Reason.NEEDS_CONSENT,
                decision.property(), why == null ? decision.message() : why.message());
    }

    /** A claim that still carries the word of a lost answer is the repetition that follows it. */
    private static boolean isRepetition(TokenRecord stored) {
        return stored.failure() != null && stored.failure().reason().equals(TokenFailure.LOST_ANSWER);
    }

    private static TokenFailure consent(TokenRecord stored) {
        TokenRecord.Failure why = stored.failure();
        return TokenFailure.of(why == null ? TokenFailure.NEEDS_CONSENT : why.reason(), Reason.NEEDS_CONSENT,
                "oauthRefreshToken", why == null ? "a person has to authorize the connection again" : why.message());
    }
}
