package io.github.camelzoom.consumer.register;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.event.Subscription;
import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.client.event.SubscriptionPlan.Decision;

/**
 * The calls by which a subscription is found, made and replaced, one after another. Zoom has no compare-and-set, so whoever
 * has made one lists again. Stages fail as those of {@link Subscriptions} do. Immutable and thread-safe.
 */
final class Registrar {

    /**
     * What brings the events.
     *
     * @param seen    how Zoom lists it; null when it does not
     * @param made    whether there was none
     * @param changed whether anything was made or removed at Zoom
     */
    record Kept(String id, Subscription seen, boolean made, boolean changed) {}

    /** On whose behalf calls are made. */
    interface Turn {

        /** Whether it goes on; else nothing is made or removed any more. */
        boolean isCurrent();

        /** Whether what it makes is to be removed again. */
        boolean isRemoved();

        /** Zoom sends no events now, since there is no subscription that has all of them. */
        void missing();
    }

    private final SubscriptionPlan plan;
    private final Subscriptions zoom;

    Registrar(SubscriptionPlan plan, Subscriptions zoom) {
        this.plan = plan;
        this.zoom = zoom;
    }

    SubscriptionPlan plan() {
        return plan;
    }

    /**
     * At the start: one subscription, exactly as wanted.
     *
     * @return completes with null when the turn has ended meanwhile
     */
    CompletionStage<Kept> register(String owner, Turn turn) {
        return zoom.list(plan.accountId()).thenCompose(all -> {
            Decision decision = plan.decide(all, null, owner);
            return decision.create()
                    ? make(owner, plan.events(), turn, (later, id) -> plan.decide(later, id, owner))
                    : apply(all, decision, false, turn);
        });
    }

    /**
     * While the route runs: makes one when that which was kept is gone or changed.
     *
     * @param  missing whether that is known already, and another one could not be made
     * @return         completes with null when the turn has ended meanwhile
     */
    CompletionStage<Kept> look(String owner, Kept kept, boolean missing, Turn turn) {
        return zoom.list(plan.accountId()).thenCompose(all -> {
            Decision decision = plan.look(all, missing ? null : kept.id(), kept.seen(), owner);
            if (!decision.create()) {
                return apply(all, decision, false, turn);
            }
            // What other nodes want may be what Zoom has refused.
            Set<String> events = missing ? plan.events() : plan.union(all, owner);
            return make(owner, events, turn, (later, id) -> plan.grown(later, id, events, owner));
        });
    }

    /** Removes all that the owner has made. */
    CompletionStage<Void> remove(String owner) {
        return zoom.list(plan.accountId()).thenCompose(all -> deleteAll(plan.ids(all, owner)));
    }

    /** What is to be done after one was made. */
    private interface Next {

        Decision of(List<Subscription> all, String made);
    }

    private CompletionStage<Kept> make(String owner, Set<String> events, Turn turn, Next next) {
        if (!turn.isCurrent()) {
            return CompletableFuture.completedStage(null);
        }
        turn.missing();
        return zoom.create(plan.request(owner, events)).handle((id, failure) -> {
            if (turn.isRemoved()) {
                // Also after a failure: it may have been made, and only the answer lost.
                return remove(owner).thenApply(done -> (Kept) null);
            }
            return failure != null
                    ? CompletableFuture.<Kept>failedStage(failure)
                    // Another node may have made one at the same time.
                    : zoom.list(plan.accountId()).thenCompose(all -> apply(all, next.of(all, id), true, turn));
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Kept> apply(List<Subscription> all, Decision decision, boolean made, Turn turn) {
        if (!turn.isCurrent()) {
            return CompletableFuture.completedStage(null);
        }
        Kept kept = new Kept(decision.keep(), SubscriptionPlan.find(all, decision.keep()), made,
                made || !decision.remove().isEmpty());
        return deleteAll(decision.remove()).thenApply(done -> kept);
    }

    private CompletionStage<Void> deleteAll(List<String> ids) {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (String id : ids) {
            all = all.thenCompose(done -> zoom.delete(id));
        }
        return all;
    }
}
