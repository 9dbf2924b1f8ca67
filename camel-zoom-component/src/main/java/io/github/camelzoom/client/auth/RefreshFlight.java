package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
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

    /** Somebody interfered: look what stands there now. Never leaves a run. */
    record Again() implements Step {}

    private static final int LEASES = 3;

    private final TokenSource source;
    private final Slot slot;
    private final Freshness worst;
    private final boolean savesOnly;
    private final TokenManagerConfig config;
    private final BooleanSupplier stopping;
    private final RecordSaver saver;
    private final FlightOutcomes outcomes;
    private final FlightLog log;
    private final FlightSender sender;
    private final long startedNano;
    private int looks;
    private String seenAtFirst;

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
        this.stopping = stopping;
        this.saver = new RecordSaver(config.clock());
        this.outcomes = new FlightOutcomes(source, slot, config);
        this.log = new FlightLog(source, slot);
        this.sender = new FlightSender(source, slot, config, outcomes, log, saver);
        this.startedNano = config.nanos().getAsLong();
    }

    TokenSource source() {
        return source;
    }

    /** Whether stopping now could lose a rotated token. */
    boolean isSpendingRotatingGrant() {
        return sender.isSending() && !source.grant().isReplayable();
    }

    /** What happened since the last call, for the listeners. */
    List<TokenEvent> drainEvents() {
        return log.drain();
    }

    Step run() {
        SlotState state = slot.state();
        Step step = state.pending() != null ? withUnsaved(state.pending()) : savesOnly ? savedOnly(state) : look(state);
        if (!(step instanceof Again)) {
            return step;
        }
        return stopping.getAsBoolean() ? stopped() : new Wait(BackOff.betweenLooks(looks++, config.random()));
    }

    private Step look(SlotState state) {
        Instant now = config.clock().instant();
        if (state.freshness(now).compareTo(worst) <= 0) {
            return new Landed(state.snapshot().token(), null);
        }
        if (looks == 0 && !state.mayTry(source, nano())) {
            return new Landed(null, state.failure());
        }
        TokenRecord stored;
        Secret verifier;
        try {
            stored = corrected(source.store().find(source.key()).orElse(null), now);
            verifier = VerifierMark.unused(source);
        } catch (RuntimeException e) {
            return storeFailed("read", e);
        }
        boolean abandoned = watch(state, stored);
        FlightPlan plan = FlightPlan.of(source, source.facts(stored, state.rejected(), verifier), worst, now, abandoned, config
                .nodeId(), state.unsentAttempt());
        warnOfVerifier(plan, stored);
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
        return new Landed(null, log.remember(failure.reason() == Reason.NEEDS_CONSENT ? Type.NEEDS_CONSENT : Type.REFUSED,
                outcomes.forPerson(failure), stored == null ? 0 : stored.version()));
    }

    /** Once per process: it should be taken out of the configuration. */
    private void warnOfVerifier(FlightPlan plan, TokenRecord stored) {
        boolean ignored = source.grant().verifier() != null && !(plan instanceof FlightPlan.Await)
                && !(plan instanceof FlightPlan.Spend spend && spend.refresh() == null);
        if (ignored && !slot.state().counts().containsKey(Type.VERIFIER_IGNORED)) {
            log.add(Type.VERIFIER_IGNORED, null, stored == null ? 0 : stored.version(), null,
                    "oauthVerifier was used before or is not needed; it is ignored, remove it");
        }
    }

    private Step adopt(AccessToken token, TokenRecord stored) {
        SlotState before = slot.state();
        boolean isNew = before.snapshot() == null || !before.snapshot().fingerprint().equals(token.fingerprint());
        long nano = nano();
        slot.update(state -> state.publish(token, nano));
        if (isNew) {
            log.add(Type.ADOPTED, token.fingerprint(), stored == null ? 0 : stored.version(), null, "taken as it was found");
        }
        return new Landed(token, null);
    }

    private Step claim(FlightPlan.Spend plan, TokenRecord stored) {
        String attemptId = newAttemptId();
        Claim claim = new Claim(config.nodeId(), attemptId, plan.refresh() == null ? null : plan.refresh().fingerprint());
        Attempt attempt = Attempt.claim(source, stored, plan, claim, outcomes.lostAnswer());
        try {
            if (!source.store().compareAndSet(source.key(), attempt.base().version() - 1, attempt.base())) {
                log.add(Type.CLAIM_LOST, null, attempt.base().version(), null, "another node was faster");
                return new Again();
            }
            if (sender.isExchange(attempt) && !VerifierMark.use(source)) {
                return sender.settle(attempt, Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT, outcomes.verifierUsed());
            }
        } catch (RuntimeException e) {
            slot.update(state -> state.unsent(attemptId));
            return storeFailed("written", e);
        }
        if (plan.takeover()) {
            log.add(Type.CLAIM_ABANDONED, null, attempt.base().version(), null, "node '" + stored.claim().nodeId()
                    + "' did not finish its token request; this node takes over");
        }
        slot.update(state -> state.watch(null));
        return sender.send(attempt);
    }

    private Step await(TokenRecord stored) {
        if (looks == 0) {
            log.add(Type.CLAIM_LOST, null, stored.version(), null, "node '" + stored.claim().nodeId() + "' is at it");
        }
        return nano() - startedNano > LEASES * config.lease().toNanos()
                ? new Landed(null, log.remember(null, outcomes.waited(), stored.version()))
                : new Again();
    }

    private Step giveUp(TokenRecord stored) {
        TokenRecord base = new TokenRecord(stored.key(), stored.version(), stored.phase(), stored.access(), stored.refresh(),
                new Claim(config.nodeId(), newAttemptId(), null), stored.failure());
        return sender.settle(new Attempt(base, stored.refresh(), true, null), Phase.NEEDS_CONSENT, Type.NEEDS_CONSENT,
                outcomes.lostTwice(null));
    }

    private Step withUnsaved(Pending pending) {
        RecordSaver.Outcome outcome = saver.save(source.store(), pending);
        if (!(outcome instanceof RecordSaver.Outcome.Unsaved unsaved)) {
            SlotState state = slot.update(now -> now.pending(null));
            log.add(Type.SAVED, null, pending.next().version(), null, "the token store works again");
            return savesOnly ? savedOnly(state) : look(state);
        }
        SlotState state = slot.state();
        if (state.freshness(config.clock().instant()) != Freshness.EXPIRED) {
            return new Landed(state.snapshot().token(), null);
        }
        if (savesOnly) {
            return savedOnly(state);
        }
        boolean nothingToSpend = pending.next().refresh() == null && !source.grant().startsWithoutPerson();
        if (!pending.tokens() || nothingToSpend || !state.mayTry(source, nano())) {
            return storeFailed("written", unsaved.cause());
        }
        return stopping.getAsBoolean() ? stopped() : sender.send(Attempt.unclaimed(source, pending));
    }

    /** Who has joined meanwhile, and needs more than that, starts a flight of its own. */
    private Step savedOnly(SlotState state) {
        return state.freshness(config.clock().instant()) == Freshness.EXPIRED
                ? new Landed(null, TokenFailure.of(TokenFailure.SAVED_ONLY, Reason.UNAVAILABLE, null,
                        "the last tokens were being stored"))
                : new Landed(state.snapshot().token(), null);
    }

    private Step storeFailed(String what, RuntimeException cause) {
        return new Landed(null, log.remember(Type.STORE_FAILED, outcomes.store(what, cause), 0));
    }

    /** Never remembered: it says something about this process, not about the token. */
    Landed stopped() {
        return new Landed(null, TokenFailure.of(TokenFailure.STOPPED, Reason.UNAVAILABLE, null,
                "the token manager is stopping"));
    }

    private String newAttemptId() {
        return config.nodeId() + '-' + Long.toHexString(config.random().nextLong());
    }

    private long nano() {
        return config.nanos().getAsLong();
    }
}
