package io.github.camelzoom.client.auth;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What this process knows about one key. Immutable: each change is a new value, made by one of the pure methods below.
 *
 * @param snapshot      the token that callers get; null before the first
 * @param rejected      fingerprint of the token that Zoom rejected last; null when none, or when it was replaced since
 * @param failure       why the last attempt failed; null after a success
 * @param watch         another node's claim that is being watched; null when none
 * @param pending       a record that the store has yet to take; null when none
 * @param unsentAttempt attempt whose claim may stand in the store although it sent nothing; null when none
 * @param counts        how often what happened
 */
record SlotState(Snapshot snapshot, String rejected, TokenFailure failure, Watch watch, Pending pending, String unsentAttempt,
        Map<TokenEvent.Type, Long> counts) {

    static final SlotState COLD = new SlotState(null, null, null, null, null, null, Map.of());

    /**
     * A published token.
     *
     * @param stage     already complete, shared by all callers; a minimal stage, so that none can change it
     * @param replaced  whether it took the place of a rejected one
     * @param sinceNano when it was published
     * @param accepted  whether a call with it has succeeded
     */
    record Snapshot(AccessToken token, String fingerprint, CompletionStage<AccessToken> stage, boolean replaced,
            long sinceNano, boolean accepted) {}

    /** A claim of another node, seen unchanged since an instant of this node's monotonic clock. */
    record Watch(long version, String attemptId, long sinceNano) {

        boolean sees(TokenRecord stored) {
            return stored.version() == version && stored.claim() != null && attemptId.equals(stored.claim().attemptId());
        }
    }

    /**
     * A record that has yet to be stored.
     *
     * @param next      the record, with the version it is meant to get
     * @param attemptId of the claim that led to it; null after a consent, which needs no claim and replaces anything older
     * @param spent     fingerprints of the refresh tokens spent on the way; empty for grants without one
     * @param tokens    whether it carries new tokens, or only the outcome of an attempt
     */
    record Pending(TokenRecord next, String attemptId, Set<String> spent, boolean tokens) {}

    boolean isRejected(String fingerprint) {
        return fingerprint.equals(rejected);
    }

    RefreshPolicy.Freshness freshness(Instant now) {
        if (snapshot == null || isRejected(snapshot.fingerprint())) {
            return RefreshPolicy.Freshness.EXPIRED;
        }
        return RefreshPolicy.classify(snapshot.token(), now);
    }

    boolean mayTry(TokenSource source, long nano) {
        return failure == null || failure.isOver(nano) || !failure.concerns(source);
    }

    SlotState publish(AccessToken token, long nano) {
        String fingerprint = token.fingerprint();
        if (snapshot != null && snapshot.fingerprint().equals(fingerprint)) {
            return this;
        }
        Snapshot next = new Snapshot(token, fingerprint, CompletableFuture.completedStage(token), rejected != null, nano,
                false);
        return new SlotState(next, null, null, null, pending, null, counts);
    }

    SlotState reject(String fingerprint) {
        return new SlotState(snapshot, fingerprint, failure, watch, pending, unsentAttempt, counts);
    }

    SlotState accept(String fingerprint) {
        if (snapshot == null || snapshot.accepted() || !snapshot.fingerprint().equals(fingerprint)) {
            return this;
        }
        Snapshot next = new Snapshot(snapshot.token(), fingerprint, snapshot.stage(), snapshot.replaced(),
                snapshot.sinceNano(), true);
        TokenFailure left = failure != null && failure.word().equals(TokenFailure.TOKEN_REJECTED) ? null : failure;
        return new SlotState(next, rejected, left, watch, pending, unsentAttempt, counts);
    }

    SlotState fail(TokenFailure next) {
        return new SlotState(snapshot, rejected, next, watch, pending, unsentAttempt, counts);
    }

    SlotState watch(Watch next) {
        return new SlotState(snapshot, rejected, failure, next, pending, unsentAttempt, counts);
    }

    SlotState pending(Pending next) {
        return new SlotState(snapshot, rejected, failure, watch, next, unsentAttempt, counts);
    }

    SlotState unsent(String attemptId) {
        return new SlotState(snapshot, rejected, failure, watch, pending, attemptId, counts);
    }

    SlotState count(TokenEvent.Type type) {
        Map<TokenEvent.Type, Long> more = new EnumMap<>(TokenEvent.Type.class);
        more.putAll(counts);
        more.merge(type, 1L, Long::sum);
        return new SlotState(snapshot, rejected, failure, watch, pending, unsentAttempt, Map.copyOf(more));
    }

    /** With a token from outside, unless a younger one has come since. */
    SlotState outlived(AccessToken token, long nano) {
        if (snapshot == null || snapshot.token().sentAt().isAfter(token.sentAt()) || isRejected(token.fingerprint())) {
            return this;
        }
        return fail(null).publish(token, nano);
    }

    /** Without any token. */
    SlotState drop(TokenFailure why) {
        return new SlotState(null, null, why, null, null, null, counts);
    }

    /** Nothing would be lost by forgetting it: the store holds the rest. */
    boolean isEvictable() {
        return pending == null;
    }
}
