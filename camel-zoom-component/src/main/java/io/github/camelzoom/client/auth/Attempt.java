package io.github.camelzoom.client.auth;

import java.util.HashSet;
import java.util.Set;

import io.github.camelzoom.client.auth.SlotState.Pending;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;

/**
 * One token request and the record it stands on. Immutable; its methods make the record that follows from the outcome.
 *
 * @param base    the claim as it stands in the store, or the record in memory that the store does not take
 * @param refresh what is spent; null for the grant's first request
 * @param retry   whether it repeats a request whose answer was lost
 * @param unsaved what the store has yet to take; null when the claim stands in the store
 */
record Attempt(TokenRecord base, Secret refresh, boolean retry, Pending unsaved) {

    /** The claim that is to be stored before anything is sent. */
    static Attempt claim(TokenSource source, TokenRecord stored, FlightPlan.Spend plan, Claim claim, Failure failure) {
        Secret refresh = plan.refresh();
        Secret kept = refresh == null && stored != null ? stored.refresh() : refresh;
        TokenRecord base = new TokenRecord(source.key(), stored == null ? 1 : stored.version() + 1, Phase.REFRESHING,
                stored == null ? null : stored.access(), kept, claim, plan.retry() ? failure : null);
        return new Attempt(base, refresh, plan.retry(), null);
    }

    /** An attempt that goes on from tokens which exist in memory only. */
    static Attempt unclaimed(TokenSource source, Pending unsaved) {
        TokenRecord base = unsaved.next();
        boolean retry = base.failure() != null && TokenFailure.LOST_ANSWER.equals(base.failure().reason());
        return new Attempt(base, source.grant().isReplayable() ? null : base.refresh(), retry, unsaved);
    }

    /** The version that the outcome gets. */
    long nextVersion() {
        return unsaved == null ? base.version() + 1 : base.version();
    }

    /** The tokens of the answer; the old refresh token stays when the answer brings none. */
    Pending granted(AccessToken access, Secret newRefresh) {
        return pending(new TokenRecord(base.key(), nextVersion(), Phase.STABLE, access,
                newRefresh == null ? base.refresh() : newRefresh, null, null), true);
    }

    /** The same tokens as before in another phase. */
    Pending settled(Phase phase, Failure failure) {
        Claim claim = phase == Phase.IN_DOUBT ? base.claim() : null;
        return pending(new TokenRecord(base.key(), nextVersion(), phase, base.access(), base.refresh(), claim, failure), false);
    }

    private Pending pending(TokenRecord next, boolean tokens) {
        if (unsaved == null) {
            return new Pending(next, base.claim().attemptId(), refresh == null ? Set.of() : Set.of(refresh.fingerprint()),
                    tokens);
        }
        Set<String> spent = new HashSet<>(unsaved.spent());
        if (refresh != null && tokens) {
            spent.add(refresh.fingerprint());
        }
        return new Pending(next, unsaved.attemptId(), Set.copyOf(spent), unsaved.tokens() || tokens);
    }
}
