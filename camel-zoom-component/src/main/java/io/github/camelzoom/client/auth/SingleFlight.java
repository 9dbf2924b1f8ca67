package io.github.camelzoom.client.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * At most one run of a task per key at a time; who comes while it runs shares its result. Thread-safe and free of locks
 * of its own: a task starts on the thread that came first, outside any lock.
 *
 * @param <K> the key
 * @param <V> the result
 */
final class SingleFlight<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

    /**
     * Joins the run under way or starts one. A run is over before its result is seen, so whoever acts on the result and
     * comes back starts a new run.
     */
    CompletionStage<V> join(K key, Supplier<? extends CompletionStage<V>> task) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> theirs = running.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs.minimalCompletionStage();
        }
        try {
            task.get().whenComplete((value, failure) -> {
                running.remove(key, mine);
                if (failure == null) {
                    mine.complete(value);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            running.remove(key, mine);
            mine.completeExceptionally(e);
        }
        return mine.minimalCompletionStage();
    }

    boolean isRunning(K key) {
        return running.containsKey(key);
    }
}
