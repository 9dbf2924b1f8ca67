package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.client.auth.RefreshFlight.Again;
import io.github.camelzoom.client.auth.RefreshFlight.Landed;
import io.github.camelzoom.client.auth.RefreshFlight.Step;
import io.github.camelzoom.client.auth.SlotState.Pending;
import io.github.camelzoom.client.auth.TokenEvent.Type;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/**
 * The part of a flight from the POST to the store: sends once, writes what came of it into the record, and only then
 * publishes. Not thread-safe, except for {@link #isSending()}.
 */
final class FlightSender {

    private final TokenSource source;
    private final Slot slot;
    private final TokenManagerConfig config;
    private final FlightOutcomes outcomes;
    private final FlightLog log;
    private final RecordSaver saver;
    private volatile boolean sending;

    FlightSender(TokenSource source, Slot slot, TokenManagerConfig config, FlightOutcomes outcomes, FlightLog log,
            RecordSaver saver) {
        this.source = source;
        this.slot = slot;
        this.config = config;
        this.outcomes = outcomes;
        this.log = log;
        this.saver = saver;
    }

    /** Whether something was sent whose outcome is not in the store yet. */
    boolean isSending() {
        return sending;
    }

    Step send(Attempt attempt) {
        sending = true;
        try {
            log.add(Type.REQUESTED, null, attempt.base().version(), null, attempt.retry() ? "repeated once" : null);
            Instant sentAt = config.clock().instant();
            long sentNano = config.nanos().getAsLong();
            TokenAnswer answer = post(attempt);
            Duration took = Duration.ofNanos(config.nanos().getAsLong() - sentNano);
            if (answer instanceof TokenAnswer.Granted granted) {
                AccessToken token = RefreshPolicy.tokenOf(granted, sentAt, config.nodeId(), attempt.nextVersion());
                return granted(attempt.granted(token, granted.refreshToken()), took);
            }
            if (answer instanceof TokenAnswer.Refused refused) {
                return refused(attempt, refused, took);
            }
            return unknown(attempt, (TokenAnswer.Unknown) answer, took);
        } finally {
            sending = false;
        }
    }

    private TokenAnswer post(Attempt attempt) {
        try {
            return source.endpoint().post(source.request(attempt.refresh()));
        } catch (RuntimeException e) {
            return new TokenAnswer.Unknown(true, 0, "the token request failed: " + e.getClass().getSimpleName(), null, e);
        }
    }

    private Step granted(Pending pending, Duration took) {
        TokenRecord next = pending.next();
        AccessToken token = next.access();
        long nano = config.nanos().getAsLong();
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        log.add(Type.GRANTED, token.fingerprint(), next.version(), took, null);
        if (outcome instanceof RecordSaver.Outcome.Theirs) {
            slot.update(state -> state.pending(null));
            return new Again();
        }
        if (outcome instanceof RecordSaver.Outcome.Unsaved unsaved) {
            slot.update(state -> state.pending(pending).publish(token, nano));
            log.add(Type.UNSAVED, token.fingerprint(), next.version(), null, "the token store " + source.store().describe()
                    + " does not take the new tokens; they live in memory until it does: " + FlightOutcomes.words(unsaved
                            .cause()));
        } else {
            slot.update(state -> state.pending(null).publish(token, nano));
        }
        return new Landed(token, null);
    }

    /** Whether the one-shot verifier is traded. */
    boolean isExchange(Attempt attempt) {
        return attempt.refresh() == null && !source.grant().startsWithoutPerson();
    }

    private Step refused(Attempt attempt, TokenAnswer.Refused answer, Duration took) {
        Refusal refusal = Refusal.of(answer);
        log.add(Type.REFUSED, null, attempt.base().version(), took, outcomes.describe(answer));
        if (isExchange(attempt)) {
            boolean looked = !refusal.isTransient() && refusal != Refusal.CLIENT;
            return notExchanged(attempt, looked, outcomes.verifierRefused(refusal, answer));
        }
        if (refusal == Refusal.GRANT && attempt.refresh() != null) {
            return settle(attempt, Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT, outcomes.deadGrant(answer, attempt.retry()));
        }
        // A repetition that was not carried out leaves the doubt, and the right to repeat.
        return settle(attempt, attempt.retry() ? Phase.IN_DOUBT : Phase.STABLE, null, outcomes.refused(refusal, answer));
    }

    private Step unknown(Attempt attempt, TokenAnswer.Unknown answer, Duration took) {
        log.add(Type.UNKNOWN, null, attempt.base().version(), took, answer.reason());
        if (isExchange(attempt)) {
            return notExchanged(attempt, answer.sent(), answer.sent()
                    ? outcomes.verifierLost(answer)
                    : outcomes.unreachable(
                            answer));
        }
        boolean rotating = attempt.refresh() != null;
        if (!answer.sent()) {
            return settle(attempt, attempt.retry() ? Phase.IN_DOUBT : Phase.STABLE, null, outcomes.unreachable(answer));
        }
        if (rotating && attempt.retry()) {
            return settle(attempt, Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT, outcomes.lostTwice(answer));
        }
        return rotating
                ? settle(attempt, Phase.IN_DOUBT, Type.IN_DOUBT, outcomes.inDoubt(answer))
                : settle(attempt, Phase.IN_DOUBT, null, outcomes.unreachable(answer));
    }

    /** @param used whether Zoom has, or may have, looked at the verifier; otherwise it stays good */
    private Step notExchanged(Attempt attempt, boolean used, TokenFailure failure) {
        if (!used) {
            try {
                VerifierMark.release(source);
            } catch (RuntimeException e) {
                log.add(Type.STORE_FAILED, null, attempt.base().version(), null, "the verifier counts as used: "
                        + FlightOutcomes.words(e));
            }
        }
        // The phase in which the record was: a dead refresh token must not be tried again.
        return settle(attempt, Phase.NEEDS_CONSENT, failure.reason() == Reason.NEEDS_CONSENT ? Type.NEEDS_CONSENT : null,
                failure);
    }

    /** Ends an attempt that brought no tokens. */
    Step settle(Attempt attempt, Phase phase, Type type, TokenFailure failure) {
        boolean doubt = phase == Phase.IN_DOUBT && attempt.refresh() != null;
        Pending pending = attempt.settled(phase, doubt
                ? outcomes.lostAnswer()
                : failure.reason() == Reason.UNAVAILABLE ? null : failure.forRecord(config.clock().instant()));
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        if (outcome instanceof RecordSaver.Outcome.Theirs theirs) {
            slot.update(state -> state.pending(null));
            if (phase == Phase.NEEDS_CONSENT || isUsable(theirs.stored())) {
                return new Again();
            }
        } else {
            boolean unsaved = outcome instanceof RecordSaver.Outcome.Unsaved;
            slot.update(state -> state.pending(unsaved ? pending : null));
        }
        return new Landed(null, log.remember(type, failure, pending.next().version()));
    }

    private boolean isUsable(TokenRecord stored) {
        return stored.access() != null && !slot.state().isRejected(stored.access().fingerprint())
                && RefreshPolicy.classify(stored.access(), config.clock().instant()) != RefreshPolicy.Freshness.EXPIRED;
    }
}
