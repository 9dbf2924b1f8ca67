package io.github.camelzoom.consumer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.camel.spi.IdempotentRepository;

/**
 * The events that routes of one CamelContext are busy with, whichever way each came. A second delivery of such an event
 * waits for the first: it must be neither delivered as well nor acknowledged before it is known that the first went well.
 * Thread-safe; holds no more than what is being processed.
 */
public final class EventsInFlight {

    private record Place(IdempotentRepository repository, String key) {}

    private final Map<Place, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();

    /**
     * Delivers an event unless it is being delivered, in which case what becomes of that is awaited.
     *
     * @param  repository where consumers that share their events remember them
     * @param  keys       of the event; a delivery that has any of them is one of the same event
     * @param  work       delivers it; false for a duplicate. Run at most once, and only when no other delivery goes well
     * @return            true when this delivered it, false when another had; fails as {@code work} does
     */
    CompletionStage<Boolean> once(IdempotentRepository repository, List<String> keys, Supplier<CompletionStage<Boolean>> work) {
        // No two wait for each other: whoever holds a request's key, which is the last one, waits for nobody.
        Supplier<CompletionStage<Boolean>> guarded = work;
        for (int i = keys.size() - 1; i >= 0; i--) {
            String key = keys.get(i);
            Supplier<CompletionStage<Boolean>> inner = guarded;
            guarded = () -> once(repository, key, inner);
        }
        return guarded.get();
    }

    private CompletionStage<Boolean> once(IdempotentRepository repository, String key,
            Supplier<CompletionStage<Boolean>> work) {
        Place place = new Place(repository, key);
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = running.putIfAbsent(place, mine);
        if (other != null) {
            return other.handle((delivered, failure) -> failure == null
                    ? CompletableFuture.completedStage(false)
                    : once(repository, key, work)).thenCompose(result -> result);
        }
        try {
            work.get().whenComplete((delivered, failure) -> end(place, mine, delivered, failure));
        } catch (RuntimeException | Error e) {
            end(place, mine, null, e);
        }
        return mine;
    }

    private void end(Place place, CompletableFuture<Boolean> flight, Boolean delivered, Throwable failure) {
        // First out of the map: whoever hears of a failure tries again at once.
        running.remove(place, flight);
        if (failure == null) {
            flight.complete(delivered);
        } else {
            flight.completeExceptionally(failure);
        }
    }
}
