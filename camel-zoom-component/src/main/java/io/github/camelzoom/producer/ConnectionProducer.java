package io.github.camelzoom.producer;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** What all producers have in common: a message says its connection, a call is begun on it, the outcome goes to the exchange. */
abstract class ConnectionProducer extends DefaultAsyncProducer {

    /**
     * A call that was begun.
     *
     * @param writer   puts what the call brought on the exchange
     * @param executor runs the writer and the route after it; null for the thread on which the call ends
     */
    record Pending<T>(CompletionStage<T> result, Consumer<T> writer, Executor executor) {

        Pending(CompletionStage<T> result, Consumer<T> writer) {
            this(result, writer, null);
        }

        private boolean deliver(Exchange exchange, AsyncCallback callback) {
            return executor == null
                    ? AsyncResults.deliver(exchange, callback, result, writer)
                    : AsyncResults.deliver(exchange, callback, result, writer, executor);
        }
    }

    private final String name;
    private final Function<Exchange, ApiClient> connections;

    /**
     * @param name        of the operation, for messages
     * @param connections the connection of a message
     */
    ConnectionProducer(Endpoint endpoint, String name, Function<Exchange, ApiClient> connections) {
        super(endpoint);
        this.name = name;
        this.connections = connections;
    }

    /**
     * Begins the call.
     *
     * @throws IllegalArgumentException when no request can be made of the message; operation and connection need not be named
     */
    abstract Pending<?> begin(Exchange exchange, ApiClient api);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        ApiClient api;
        try {
            api = connections.apply(exchange);
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        Pending<?> pending;
        try {
            pending = begin(exchange, api);
        } catch (IllegalArgumentException e) {
            return AsyncResults.refuse(exchange, callback, name, api.name(), e);
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        return pending.deliver(exchange, callback);
    }
}
