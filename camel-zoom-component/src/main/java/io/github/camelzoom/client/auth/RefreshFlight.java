package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import io.github.camelzoom.client.auth.SlotState.Pending;
import io.github.camelzoom.client.auth.SlotState.Watch;
import io.github.camelzoom.client.auth.TokenEvent.Type;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/**
 * The way to a new token for one key: look, claim, send, store, publish. Each {@link #run()} does what can be done now,
 * blocking on the store and the token endpoint, and says how long to wait when another node has to finish first. Not
 * thread-safe: its runs follow one another.
 */
final class RefreshFlight {

    /** What came of a run. */
    sealed interface Step {}

    /** It is over. One of the two is null. */
    record Landed(AccessToken token, TokenFailure failure) implements Step {}

    /** Run again after this time. */
    record Wait(Duration delay) implements Step {}

    private final TokenSource source;
    private final Slot slot;
    private final Freshness worst;
    private final boolean savesOnly;
    private final TokenManagerConfig config;
    private final RecordSaver saver;
    private final BooleanSupplier stopping;
    private final FlightOutcomes outcomes;
    private final List<TokenEvent> events = new ArrayList<>();
    private final long startedNano;
    private int looks;
    private String seenAtFirst;
    private volatile boolean spending;

    /**
     * @param worst     the least that a token must be to end the flight
     * @param savesOnly whether it only brings what is unsaved to the store
     */
    RefreshFlight(TokenSource source, Slot slot, Freshness worst, boolean savesOnly, TokenManagerConfig config,
            BooleanSupplier stopping) {
        this.source = source;
        this.slot = slot;
        this.worst = worst;
        this.savesOnly = savesOnly;
        this.config = config;
        this.saver = new RecordSaver(config.clock());
        this.stopping = stopping;
        this.outcomes = new FlightOutcomes(source, slot, config);
        this.startedNano = config.nanos().getAsLong();
    }

    TokenSource source() {
        return source;
    }

    /** Whether stopping now could lose a rotated token. */
    boolean isSpendingRotatingGrant() {
        return spending && !source.grant().isReplayable();
    }

    /** What happened since the last call, for the listeners. */
    List<TokenEvent> drainEvents() {
        List<TokenEvent> drained = List.copyOf(events);
        events.clear();
        return drained;
    }

    Step run() {
        SlotState state = slot.state();
        if (state.pending() != null) {
            return withUnsaved(state.pending());
        }
        return look(slot.state());
    }

    private Step look(SlotState state) {
        Instant now = config.clock().instant();
        if (state.freshness(now).compareTo(worst) <= 0) {
            return new Landed(state.snapshot().token(), null);
        }
        if (looks == 0 && !state.mayTry(nano())) {
            return new Landed(null, state.failure());
        }
        TokenRecord stored;
        try {
            stored = corrected(source.store().find(source.key()).orElse(null), now);
        } catch (RuntimeException e) {
            return storeFailed("read", e);
        }
        boolean abandoned = watch(state, stored);
        FlightPlan plan = FlightPlan.of(source, stored, state.rejected(), worst, now, abandoned, config.nodeId(),
                state.unsentAttempt());
        return follow(plan, stored);
    }

    /** A token that appeared in the store since the first look is young, whatever the clock of its node says. */
    private TokenRecord corrected(TokenRecord stored, Instant now) {
        String fingerprint = stored == null || stored.access() == null ? "" : stored.access().fingerprint();
        if (seenAtFirst == null) {
            seenAtFirst = fingerprint;
        }
        if (fingerprint.isEmpty()) {
            return stored;
        }
        Duration flown = Duration.ofNanos(nano() - startedNano);
        return ClockSkew.correct(stored, fingerprint.equals(seenAtFirst)
                ? Instant.MIN
                : now.minus(flown).minus(config.lease()), now);
    }

    private Step follow(FlightPlan plan, TokenRecord stored) {
        if (plan instanceof FlightPlan.Adopt adopt) {
            return adopt(adopt.token(), stored);
        }
        if (stopping.getAsBoolean()) {
            return stopped();
        }
        if (plan instanceof FlightPlan.Spend spend) {
            return claim(spend, stored);
        }
        if (plan instanceof FlightPlan.Await) {
            return await(stored);
        }
        if (plan instanceof FlightPlan.GiveUp) {
            return giveUp(stored);
        }
        TokenFailure failure = ((FlightPlan.Fail) plan).failure();
        return new Landed(null, remember(failure.reason() == Reason.NEEDS_CONSENT ? Type.NEEDS_CONSENT : Type.REFUSED,
                outcomes.forPerson(failure), stored == null ? 0 : stored.version()));
    }

    private Step adopt(AccessToken token, TokenRecord stored) {
        SlotState before = slot.state();
        boolean isNew = before.snapshot() == null || !before.snapshot().fingerprint().equals(token.fingerprint());
        slot.update(state -> state.publish(token, nano()));
        if (isNew) {
            event(Type.ADOPTED, token.fingerprint(), stored == null ? 0 : stored.version(), null, "taken as it was found");
        }
        return new Landed(token, null);
    }

    private Step claim(FlightPlan.Spend plan, TokenRecord stored) {
        String attemptId = newAttemptId();
        Claim claim = new Claim(config.nodeId(), attemptId, plan.refresh() == null ? null : plan.refresh().fingerprint());
        Attempt attempt = Attempt.claim(source, stored, plan, claim, outcomes.lostAnswer());
        try {
            if (!source.store().compareAndSet(source.key(), attempt.base().version() - 1, attempt.base())) {
                event(Type.CLAIM_LOST, null, attempt.base().version(), null, "another node was faster");
                return again();
            }
        } catch (RuntimeException e) {
            slot.update(state -> state.unsent(attemptId));
            return storeFailed("written", e);
        }
        if (plan.takeover()) {
            event(Type.CLAIM_ABANDONED, null, attempt.base().version(), null, "node '" + stored.claim().nodeId()
                    + "' did not finish its token request; this node takes over");
        }
        slot.update(state -> state.watch(null));
        return send(attempt);
    }

    private Step send(Attempt attempt) {
        spending = true;
        try {
            event(Type.REQUESTED, null, attempt.base().version(), null, attempt.retry() ? "repeated once" : null);
            Instant sentAt = config.clock().instant();
            long sentNano = nano();
            TokenAnswer answer = post(attempt);
            Duration took = Duration.ofNanos(nano() - sentNano);
            if (answer instanceof TokenAnswer.Granted granted) {
                AccessToken token = RefreshPolicy.tokenOf(granted, sentAt, config.nodeId(), attempt.nextVersion());
                return granted(attempt.granted(token, granted.refreshToken()), took);
            }
            if (answer instanceof TokenAnswer.Refused refused) {
                return refused(attempt, refused, took);
            }
            return unknown(attempt, (TokenAnswer.Unknown) answer, took);
        } finally {
            spending = false;
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
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        event(Type.GRANTED, token.fingerprint(), next.version(), took, null);
        if (outcome instanceof RecordSaver.Outcome.Theirs theirs) {
            slot.update(state -> state.pending(null));
            return again();
        }
        if (outcome instanceof RecordSaver.Outcome.Unsaved unsaved) {
            slot.update(state -> state.pending(pending).publish(token, nano()));
            event(Type.UNSAVED, token.fingerprint(), next.version(), null, "the token store " + source.store().describe()
                    + " does not take the new tokens; they live in memory until it does: " + unsaved.cause().getMessage());
        } else {
            slot.update(state -> state.pending(null).publish(token, nano()));
        }
        return new Landed(token, null);
    }

    private Step refused(Attempt attempt, TokenAnswer.Refused answer, Duration took) {
        Refusal refusal = Refusal.of(answer);
        event(Type.REFUSED, null, attempt.base().version(), took, outcomes.describe(answer));
        if (refusal == Refusal.GRANT && attempt.refresh() != null) {
            return settle(attempt, Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT, outcomes.deadGrant(answer, attempt.retry()));
        }
        TokenFailure failure = outcomes.refused(refusal, answer);
        // The repetition was not carried out, so the doubt and the right to repeat remain.
        return settle(attempt, attempt.retry() ? Phase.IN_DOUBT : Phase.STABLE, null, failure);
    }

    private Step unknown(Attempt attempt, TokenAnswer.Unknown answer, Duration took) {
        event(Type.UNKNOWN, null, attempt.base().version(), took, answer.reason());
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

    private Step settle(Attempt attempt, Phase phase, Type type, TokenFailure failure) {
        boolean doubt = phase == Phase.IN_DOUBT && attempt.refresh() != null;
        Pending pending = attempt.settled(phase, doubt
                ? outcomes.lostAnswer()
                : failure.reason() == Reason.UNAVAILABLE ? null : failure.forRecord(config.clock().instant()));
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        if (outcome instanceof RecordSaver.Outcome.Theirs theirs) {
            if (phase == Phase.NEEDS_CONSENT || isUsable(theirs.stored())) {
                slot.update(state -> state.pending(null));
                return again();
            }
        } else {
            boolean unsaved = outcome instanceof RecordSaver.Outcome.Unsaved;
            slot.update(state -> state.pending(unsaved ? pending : null));
        }
        return new Landed(null, remember(type, failure, pending.next().version()));
    }

    private Step withUnsaved(Pending pending) {
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        if (!(outcome instanceof RecordSaver.Outcome.Unsaved unsaved)) {
            SlotState state = slot.update(now -> now.pending(null));
            event(Type.SAVED, null, pending.next().version(), null, "the token store works again");
            return look(state);
        }
        SlotState state = slot.state();
        if (state.freshness(config.clock().instant()) != Freshness.EXPIRED) {
            return new Landed(state.snapshot().token(), null);
        }
        if (savesOnly) {
            return new Landed(null, outcomes.store("written", unsaved.cause()));
        }
        if (!pending.tokens() || !state.mayTry(nano())) {
            return storeFailed("written", unsaved.cause());
        }
        if (stopping.getAsBoolean()) {
            return stopped();
        }
        return send(Attempt.unclaimed(source, pending));
    }

    private Step await(TokenRecord stored) {
        if (looks == 0) {
            event(Type.CLAIM_LOST, null, stored.version(), null, "node '" + stored.claim().nodeId() + "' is at it");
        }
        return nano() - startedNano > 3 * config.lease().toNanos()
                ? new Landed(null, remember(null, outcomes.waited(), stored.version()))
                : again();
    }

    private Step giveUp(TokenRecord stored) {
        TokenRecord base = new TokenRecord(stored.key(), stored.version(), stored.phase(), stored.access(), stored.refresh(),
                new Claim(config.nodeId(), newAttemptId(), null), stored.failure());
        return settle(new Attempt(base, stored.refresh(), true, null), Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT,
                outcomes.lostTwice(null));
    }

    private boolean watch(SlotState state, TokenRecord stored) {
        if (stored == null || stored.claim() == null) {
            slot.update(now -> now.watch(null));
            return false;
        }
        if (state.watch() != null && state.watch().sees(stored)) {
            return nano() - state.watch().sinceNano() >= config.lease().toNanos();
        }
        slot.update(now -> now.watch(new Watch(stored.version(), stored.claim().attemptId(), nano())));
        return false;
    }

    private String newAttemptId() {
        return config.nodeId() + '-' + Long.toHexString(config.random().nextLong());
    }

    private boolean isUsable(TokenRecord stored) {
        return stored.access() != null && !slot.state().isRejected(stored.access().fingerprint())
                && RefreshPolicy.classify(stored.access(), config.clock().instant()) != Freshness.EXPIRED;
    }

    private Step again() {
        return stopping.getAsBoolean() ? stopped() : new Wait(BackOff.betweenLooks(looks++, config.random()));
    }

    private Step storeFailed(String what, RuntimeException cause) {
        return new Landed(null, remember(Type.STORE_FAILED, outcomes.store(what, cause), 0));
    }

    /** Never remembered: it says something about this process, not about the token. */
    Landed stopped() {
        return new Landed(null, TokenFailure.of(TokenFailure.STOPPED, Reason.UNAVAILABLE, null,
                "the token manager is stopping"));
    }

    private TokenFailure remember(Type type, TokenFailure failure, long version) {
        TokenFailure before = slot.state().failure();
        slot.update(state -> state.fail(failure));
        boolean known = before != null && before.word().equals(failure.word()) && before.reason() == failure.reason();
        if (type != null && !known) {
            event(type, null, version, null, failure.message());
        }
        return failure;
    }

    private void event(Type type, String fingerprint, long version, Duration took, String detail) {
        slot.update(state -> state.count(type));
        events.add(new TokenEvent(type, source.key(), source.connection(), fingerprint, version, took, detail));
    }

    private long nano() {
        return config.nanos().getAsLong();
    }
}
