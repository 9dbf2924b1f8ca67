package io.github.camelzoom.consumer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.camelzoom.client.event.EventEnvelope;
import io.github.camelzoom.client.event.EventTypes;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to a route, each once.
 *
 * <p>
 * An event is remembered when the route has succeeded, and not before: a process that dies in between gets it again. Two
 * deliveries at the same time are told apart in memory. A repository that cannot be used costs duplicates, never an event.
 * Thread-safe.
 */
public final class EventDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    /** Makes and ends the exchanges of a consumer. */
    public interface Exchanges {

        /** A new exchange, with nothing on it. */
        Exchange create();

        /** The exchange is over; a failure that it has was not handled. */
        void done(Exchange exchange);
    }

    private final Exchanges exchanges;
    private final AsyncProcessor route;
    private final EventTypes types;
    private final Consumer<EventEnvelope> listener;
    private final IdempotentRepository repository;
    private final EventsInFlight inFlight;
    private final BearerHeader bearer;

    /**
     * @param listener   hears of every event, wanted or not; must not block
     * @param repository what is remembered of events
     * @param bearer     goes with each event; null for none
     */
    public EventDelivery(Exchanges exchanges, AsyncProcessor route, EventTypes types, Consumer<EventEnvelope> listener,
            IdempotentRepository repository, EventsInFlight inFlight, BearerHeader bearer) {
        this.exchanges = exchanges;
        this.route = route;
        this.types = types;
        this.listener = listener;
        this.repository = repository;
        this.inFlight = inFlight;
        this.bearer = bearer;
    }

    /** Hears of an event whose sender was checked. True when the route wants to have it. */
    public boolean admits(EventMessage event) {
        listener.accept(event.envelope());
        return types.include(event.envelope().event());
    }

    /**
     * Brings an event to the route.
     *
     * @param  executor runs the route, and asks the repository, which may block
     * @return          true when the route has succeeded with it, false when it had before; fails as the route failed, or
     *                  with {@link RejectedExecutionException} when the executor takes no more
     */
    public CompletionStage<Boolean> deliver(EventMessage event, Executor executor) {
        return inFlight.once(repository, event.keys(), () -> {
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            executor.execute(() -> process(event, result, executor));
            return result;
        });
    }

    private void process(EventMessage event, CompletableFuture<Boolean> result, Executor executor) {
        try {
            if (isKnown(event)) {
                LOG.debug("{} came again by {}", event.envelope(), event.transport());
                result.complete(false);
                return;
            }
            Exchange exchange = exchanges.create();
            event.putOn(exchange);
            if (bearer == null) {
                route.process(exchange, doneSync -> ended(event, exchange, result));
            } else {
                withBearer(event, exchange, result, executor);
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** A token that has to be waited for comes on a thread that routes must not block. */
    private void withBearer(EventMessage event, Exchange exchange, CompletableFuture<Boolean> result, Executor executor) {
        CompletableFuture<Void> written = bearer.writeTo(exchange.getMessage()).toCompletableFuture();
        Executor next = written.isDone() ? Runnable::run : executor;
        written.handleAsync((done, failure) -> {
            if (failure == null) {
                route.process(exchange, doneSync -> ended(event, exchange, result));
            } else {
                exchange.setException(failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
                ended(event, exchange, result);
            }
            return null;
        }, next).exceptionally(e -> {
            result.completeExceptionally(e);
            return null;
        });
    }

    private void ended(EventMessage event, Exchange exchange, CompletableFuture<Boolean> result) {
        // Read before the exchange is given back, which may clear it.
        Exception failure = exchange.getException();
        boolean rolledBack = exchange.isRollbackOnly();
        try {
            if (failure == null && !rolledBack) {
                remember(event);
            }
            exchanges.done(exchange);
        } finally {
            if (failure == null && !rolledBack) {
                result.complete(true);
            } else {
                result.completeExceptionally(failure != null
                        ? failure
                        : new IllegalStateException("The route rolled the event back"));
            }
        }
    }

    private boolean isKnown(EventMessage event) {
        try {
            return event.keys().stream().anyMatch(repository::contains);
        } catch (RuntimeException e) {
            LOG.warn("idempotentRepository cannot be asked; {} is delivered, perhaps again", event.envelope(), e);
            return false;
        }
    }

    private void remember(EventMessage event) {
        try {
            for (String key : event.keys()) {
                repository.add(key);
                repository.confirm(key);
            }
        } catch (RuntimeException e) {
            LOG.warn("idempotentRepository does not take {}; a repetition would be delivered again", event.envelope(), e);
        }
    }
}
