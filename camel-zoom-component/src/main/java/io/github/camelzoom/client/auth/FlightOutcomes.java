package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/** Turns what went wrong into the failure that callers get, with how long it is remembered. Holds no state. */
final class FlightOutcomes {

    private static final String VERIFIER = "VERIFIER";

    private final TokenSource source;
    private final Slot slot;
    private final TokenManagerConfig config;

    FlightOutcomes(TokenSource source, Slot slot, TokenManagerConfig config) {
        this.source = source;
        this.slot = slot;
        this.config = config;
    }

    TokenFailure refused(Refusal refusal, TokenAnswer.Refused answer) {
        String word = answer.error() != null
                ? answer.error()
                : answer.code() != 0
                        ? Long.toString(answer.code())
                        : refusal.name();
        TokenFailure failure = TokenFailure.of(word, refusal.reason(), refusal.property(), describe(answer) + "; "
                + refusal.advice()).answered(answer.status(), answer.code(), answer.trackingId());
        return refusal.isTransient() ? retried(failure, answer.retryAfter()) : held(failure, config.terminalHold());
    }

    TokenFailure deadGrant(TokenAnswer.Refused answer, boolean retry) {
        String story = retry
                ? "the answer of an earlier refresh was lost, and with it the new refresh token; "
                : "the refresh token is dead; ";
        return forPerson(TokenFailure.of(retry ? TokenFailure.LOST_ANSWER : "invalid_grant", Reason.NEEDS_CONSENT,
                "oauthRefreshToken", story + describe(answer) + "; authorize the connection again, or give a new "
                        + "oauthRefreshToken with its oauthTokenTimestamp")
                .answered(answer.status(), answer.code(),
                        answer.trackingId()));
    }

    /** @param answer null when the repetition was another node's */
    TokenFailure lostTwice(TokenAnswer.Unknown answer) {
        TokenFailure failure = TokenFailure.of(TokenFailure.LOST_ANSWER, Reason.NEEDS_CONSENT, "oauthRefreshToken",
                "the answers to a refresh and to its one repetition were lost, and with them perhaps the new refresh token"
                        + (answer == null ? "" : " (" + answer.reason() + ")") + "; authorize the connection again");
        return forPerson(answer == null ? failure : failure.answered(answer.status(), 0, null).causedBy(answer.cause()));
    }

    TokenFailure verifierRefused(Refusal refusal, TokenAnswer.Refused answer) {
        if (refusal.isTransient() || refusal == Refusal.CLIENT) {
            return refused(refusal, answer);
        }
        if (refusal == Refusal.APP || refusal == Refusal.REDIRECT) {
            return forPerson(refused(refusal, answer));
        }
        return forPerson(TokenFailure.of(VERIFIER, Reason.NEEDS_CONSENT, "oauthVerifier", "the one-shot oauthVerifier was not "
                + "accepted; " + describe(answer) + "; " + Refusal.CODE.advice()).answered(answer.status(), answer.code(),
                        answer.trackingId()));
    }

    TokenFailure verifierLost(TokenAnswer.Unknown answer) {
        return forPerson(TokenFailure.of(TokenFailure.LOST_ANSWER, Reason.NEEDS_CONSENT, "oauthVerifier",
                "the answer to the one-shot oauthVerifier was lost (" + answer.reason() + "); authorize the connection again")
                .answered(answer.status(), 0, null).causedBy(answer.cause()));
    }

    TokenFailure verifierUsed() {
        return forPerson(TokenFailure.of(VERIFIER, Reason.NEEDS_CONSENT, "oauthVerifier",
                "oauthVerifier was used before; authorize the connection again"));
    }

    TokenFailure inDoubt(TokenAnswer.Unknown answer) {
        Duration asked = answer.retryAfter() == null && answer.status() >= 500
                ? TokenManagerConfig.SERVER_TROUBLE
                : answer.retryAfter();
        return retried(TokenFailure.of(TokenFailure.IN_DOUBT, Reason.UNAVAILABLE, "oauthUrl", "the answer to a refresh was "
                + "lost (" + answer.reason() + "); it is repeated once").answered(answer.status(), 0, null).causedBy(
                        answer.cause()),
                asked);
    }

    TokenFailure unreachable(TokenAnswer.Unknown answer) {
        return retried(TokenFailure.of(TokenFailure.UNREACHABLE, Reason.UNAVAILABLE, "oauthUrl", answer.reason()
                + "; check oauthUrl, the network and the proxy").answered(answer.status(), 0, null).causedBy(answer.cause()),
                answer.retryAfter());
    }

    TokenFailure store(String what, RuntimeException cause) {
        return retried(TokenFailure.of(TokenFailure.STORE, Reason.UNAVAILABLE, "tokenStore", "the token store "
                + source.store().describe() + " cannot be " + what + ": " + words(cause) + "; check tokenStore")
                .causedBy(cause), null);
    }

    TokenFailure waited() {
        return retried(TokenFailure.of(TokenFailure.WAITED, Reason.UNAVAILABLE, "tokenStore",
                "other nodes claim the refresh one after the other and none finishes"), null);
    }

    /** Only our own exceptions are known to hold no secret, such as the password in a database's URL. */
    static String words(RuntimeException cause) {
        return cause instanceof TokenStoreException ? cause.getMessage() : cause.getClass().getSimpleName();
    }

    /** A failure that only a change by a person ends: the store is looked at now and then, Zoom is left alone. */
    TokenFailure forPerson(TokenFailure failure) {
        return held(failure, TokenManagerConfig.CONSENT_LOOK);
    }

    /** The word that makes the next claim the one repetition. */
    TokenRecord.Failure lostAnswer() {
        return new TokenRecord.Failure(TokenFailure.LOST_ANSWER, "the answer to a refresh was lost", config.clock().instant());
    }

    String describe(TokenAnswer.Refused answer) {
        StringBuilder text = new StringBuilder("Zoom refused the token request");
        if (answer.error() != null) {
            text.append(" with ").append(answer.error());
        }
        if (!answer.reason().isEmpty()) {
            text.append(" (").append(answer.reason()).append(')');
        }
        return text.toString();
    }

    private TokenFailure held(TokenFailure failure, Duration hold) {
        return failure.until(config.clock().instant(), attempts(failure), config.nanos().getAsLong() + hold.toNanos());
    }

    private TokenFailure retried(TokenFailure failure, Duration retryAfter) {
        int attempts = attempts(failure);
        Duration delay = BackOff.afterFailure(attempts, retryAfter, config.random());
        Instant now = config.clock().instant();
        return failure.until(now, attempts, config.nanos().getAsLong() + delay.toNanos());
    }

    private int attempts(TokenFailure failure) {
        TokenFailure before = slot.state().failure();
        return before == null || before.reason() != failure.reason() ? 1 : before.attempts() + 1;
    }
}
