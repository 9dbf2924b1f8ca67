package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.RefreshFlight.Landed;
import io.github.camelzoom.client.auth.RefreshFlight.Step;
import io.github.camelzoom.client.auth.RefreshFlight.Wait;
import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs refresh flights: one per key at a time, a bounded number per token endpoint, waiting on the timer and never on a
 * thread; and brings unsaved tokens to the store for as long as it takes. Thread-safe.
 */
final class Flights {

    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

    /** Whose tokens the store has yet to take. */
    private record Unsaved(TokenSource source, Slot slot) {}

    private final TokenManagerConfig config;
    private final TokenListeners listeners;
    private final FairGate gate;
    private final SingleFlight<TokenKey, Landed> single = new SingleFlight<>();
    private final Map<RefreshFlight, CompletableFuture<Landed>> active = new ConcurrentHashMap<>();
    // Whoever removes an entry of the next two owns what follows: the timer, or the stop.
    private final Map<RefreshFlight, Slot> waiting = new ConcurrentHashMap<>();
    private final Map<TokenKey, Slot> saves = new ConcurrentHashMap<>();
    private final Map<TokenKey, Unsaved> unsaved = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> outside = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Flights(TokenManagerConfig config, TokenListeners listeners) {
        this.config = config;
        this.listeners = listeners;
        this.gate = new FairGate(config.refreshes(), TokenManagerBuilder.MOST_REFRESHES, config.executor());
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isFlying(TokenKey key) {
        return single.isRunning(key);
    }

    CompletionStage<Landed> join(TokenSource source, Slot slot, Freshness worst) {
        return single.join(source.key(), () -> launch(source, slot, worst, false));
    }

    private CompletionStage<Landed> launch(TokenSource source, Slot slot, Freshness worst, boolean savesOnly) {
        RefreshFlight flight = new RefreshFlight(source, slot, worst, savesOnly, config, () -> stopping);
        CompletableFuture<Landed> landing = new CompletableFuture<>();
        active.put(flight, landing);
        step(flight, slot, landing);
        return landing;
    }

    private void step(RefreshFlight flight, Slot slot, CompletableFuture<Landed> landing) {
        gate.run(flight.source().lane(), flight::run, (next, thrown) -> after(flight, slot, landing, next, thrown));
    }

    private void after(RefreshFlight flight, Slot slot, CompletableFuture<Landed> landing, Step next, Throwable thrown) {
        if (thrown == null && next instanceof Wait wait) {
            tell(flight);
            waiting.put(flight, slot);
            later(wait.delay(), () -> {
                if (waiting.remove(flight, slot)) {
                    step(flight, slot, landing);
                }
            });
            if (stopping) {
                cancelWaits();
            }
            return;
        }
        land(flight, slot, landing, thrown == null ? (Landed) next : crashed(flight, thrown));
    }

    private void land(RefreshFlight flight, Slot slot, CompletableFuture<Landed> landing, Landed landed) {
        active.remove(flight);
        lookAfterUnsaved(flight.source(), slot);
        landing.complete(landed);
        tell(flight);
    }

    private void lookAfterUnsaved(TokenSource source, Slot slot) {
        if (slot.state().pending() == null) {
            unsaved.remove(source.key());
        } else {
            unsaved.put(source.key(), new Unsaved(source, slot));
            saveLater(source, slot, 1);
        }
    }

    /**
     * Runs what changes a record without a flight, and takes care of what the store did not take. Stopping waits for it.
     * On the caller's thread when the executor takes no more work: Zoom has acted already.
     */
    <T> CompletionStage<T> outside(TokenSource source, Slot slot, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        outside.add(done);
        Runnable task = () -> {
            try {
                T result = work.get();
                lookAfterUnsaved(source, slot);
                done.complete(result);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            } finally {
                outside.remove(done);
            }
        };
        try {
            config.executor().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The executor takes no more work", e);
            task.run();
        }
        return done.minimalCompletionStage();
    }

    /** Undoes what a flight says that was under way while younger tokens were put in place from outside. */
    void outlive(TokenKey key, Slot slot, AccessToken token) {
        if (single.isRunning(key)) {
            long nano = config.nanos().getAsLong();
            single.join(key, () -> CompletableFuture.completedStage(new Landed(token, null)))
                    .whenComplete((landed, thrown) -> slot
                            .update(state -> state.outlived(token, nano)));
        }
    }

    private void tell(RefreshFlight flight) {
        flight.drainEvents().forEach(listeners::tell);
    }

    private Landed crashed(RefreshFlight flight, Throwable thrown) {
        if (thrown instanceof RejectedExecutionException) {
            return flight.stopped();
        }
        return new Landed(null, TokenFailure.of(TokenFailure.BUG, Reason.UNAVAILABLE, null, "the refresh failed unexpectedly: "
                + thrown.getClass().getName()).causedBy(thrown));
    }

    private void saveLater(TokenSource source, Slot slot, int attempt) {
        if (stopping) {
            return;
        }
        if (saves.putIfAbsent(source.key(), slot) == null) {
            later(BackOff.afterFailure(attempt, null, config.random()), () -> {
                if (saves.remove(source.key(), slot)) {
                    saveAgain(source, slot, attempt);
                }
            });
        }
    }

    private void later(Duration delay, Runnable task) {
        try {
            config.scheduler().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The scheduler takes no more work; whoever waits is ended by stop()", e);
            cancelWaits();
        }
    }

    private void saveAgain(TokenSource source, Slot slot, int attempt) {
        saveNow(source, slot).whenComplete((landed, thrown) -> {
            if (slot.state().pending() != null) {
                saveLater(source, slot, attempt + 1);
            }
        });
    }

    private CompletionStage<Landed> saveNow(TokenSource source, Slot slot) {
        return single.join(source.key(), () -> launch(source, slot, Freshness.STALE, true));
    }

    /**
     * Takes no more work, ends what waits, and completes when what has begun is through and every unsaved token had one
     * more chance of being stored.
     */
    CompletionStage<Void> stop() {
        stopping = true;
        saves.clear();
        cancelWaits();
        List<CompletableFuture<?>> last = new ArrayList<>(active.values());
        last.addAll(outside);
        unsaved.values().forEach(left -> last.add(saveNow(left.source(), left.slot()).toCompletableFuture()));
        return CompletableFuture.allOf(last.toArray(CompletableFuture[]::new)).handle((done, thrown) -> null);
    }

    private void cancelWaits() {
        waiting.forEach((flight, slot) -> {
            if (waiting.remove(flight, slot)) {
                land(flight, slot, active.get(flight), flight.stopped());
            }
        });
    }

    /** How long stopping may still take: longer while a refresh token is being spent, whose successor must be stored. */
    Duration patience() {
        return active.keySet().stream().anyMatch(RefreshFlight::isSpendingRotatingGrant)
                ? config.postTimeout()
                : config.stopTimeout();
    }
}
