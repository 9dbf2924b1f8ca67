package io.github.camelzoom.client.auth;

import java.time.Instant;
import java.time.InstantSource;

import io.github.camelzoom.client.auth.SlotState.Pending;

/** Writes the outcome of an attempt, also when somebody interfered. Blocks on the store; stateless and thread-safe. */
final class RecordSaver {

    /** How it went. */
    sealed interface Outcome {
        /** It is in the store. */
        record Saved() implements Outcome {}

        /** Somebody else's record stands there, with better right. */
        record Theirs(TokenRecord stored) implements Outcome {}

        /** The store does not take it. */
        record Unsaved(RuntimeException cause) implements Outcome {}
    }

    private static final int CONTESTS = 5;

    private final InstantSource clock;

    RecordSaver(InstantSource clock) {
        this.clock = clock;
    }

    Outcome save(TokenStore store, Pending pending) {
        TokenRecord next = pending.next();
        try {
            for (int contest = 0; contest < CONTESTS; contest++) {
                if (store.compareAndSet(next.key(), next.version() - 1, next)) {
                    return new Outcome.Saved();
                }
                TokenRecord theirs = store.find(next.key()).orElse(null);
                if (theirs != null && isSame(theirs, next)) {
                    return new Outcome.Saved();
                }
                if (theirs != null && !mayOverwrite(theirs, pending)) {
                    return new Outcome.Theirs(theirs);
                }
                next = withVersion(next, theirs == null ? 1 : theirs.version() + 1);
            }
            return new Outcome.Unsaved(new TokenStoreException("the record changes all the time", null));
        } catch (RuntimeException e) {
            return new Outcome.Unsaved(e);
        }
    }

    /** A write that failed may have been carried out all the same. */
    private static boolean isSame(TokenRecord theirs, TokenRecord next) {
        return theirs.phase() == next.phase() && same(theirs.refresh(), next.refresh())
                && same(theirs.access() == null ? null : theirs.access().value(),
                        next.access() == null ? null : next.access().value())
                && (theirs.claim() == null ? next.claim() == null : theirs.claim().equals(next.claim()));
    }

    private boolean mayOverwrite(TokenRecord theirs, Pending pending) {
        if (theirs.claim() != null && theirs.claim().attemptId().equals(pending.attemptId())) {
            return true;
        }
        if (!pending.tokens()) {
            return false;
        }
        if (pending.attemptId() == null) {
            // A consent kills what was there before; only tokens that were asked for later have better right.
            return theirs.access() == null || !theirs.access().sentAt().isAfter(pending.next().access().sentAt());
        }
        if (theirs.refresh() != null && pending.spent().contains(theirs.refresh().fingerprint())) {
            // What stands there is dead: this attempt spent it, and holds its only successor.
            return true;
        }
        Instant now = clock.instant();
        return pending.spent().isEmpty() && RefreshPolicy.classify(theirs.access(), now) == RefreshPolicy.Freshness.EXPIRED;
    }

    private static boolean same(Secret one, Secret other) {
        return one == null ? other == null : one.equals(other);
    }

    private static TokenRecord withVersion(TokenRecord next, long version) {
        return new TokenRecord(next.key(), version, next.phase(), next.access(), next.refresh(), next.claim(), next.failure());
    }
}
