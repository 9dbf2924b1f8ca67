package io.github.camelzoom.producer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.camelzoom.client.catalog.ParameterException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Camel's asynchronous contract in one place: exactly one {@code done}, with the outcome on the exchange before it. */
final class AsyncResults {

    private AsyncResults() {}

    /**
     * @param  onSuccess puts the value on the exchange
     * @return           what {@code AsyncProcessor.process} has to return
     */
    static <T> boolean deliver(Exchange exchange, AsyncCallback callback, CompletionStage<T> stage, Consumer<T> onSuccess) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            settle(exchange, future, onSuccess);
            callback.done(true);
            return true;
        }
        future.whenComplete((value, failure) -> {
            settle(exchange, future, onSuccess);
            callback.done(false);
        });
        return false;
    }

    /** The same for a stage whose own thread must not be blocked: what follows runs on the executor. */
    static <T> boolean deliver(Exchange exchange, AsyncCallback callback, CompletionStage<T> stage, Consumer<T> onSuccess,
            Executor executor) {
        CompletableFuture<T> handedOver = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            try {
                executor.execute(() -> pass(value, failure, handedOver));
            } catch (RejectedExecutionException e) {
                // The context stops: there is nobody else left to tell the exchange.
                pass(value, failure, handedOver);
            }
        });
        return deliver(exchange, callback, handedOver, onSuccess);
    }

    private static <T> void pass(T value, Throwable failure, CompletableFuture<T> target) {
        if (failure == null) {
            target.complete(value);
        } else {
            target.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
        }
    }

    static boolean fail(Exchange exchange, AsyncCallback callback, Throwable failure) {
        exchange.setException(failure);
        callback.done(true);
        return true;
    }

    /** For what the message brought and no request can be made of. */
    static boolean refuse(Exchange exchange, AsyncCallback callback, String operation, String connection,
            IllegalArgumentException failure) {
        String problem = failure instanceof ParameterException parameter ? parameter.problem() : failure.getMessage();
        return fail(exchange, callback,
                new IllegalArgumentException(operation + " on connection '" + connection + "': " + problem, failure));
    }

    private static <T> void settle(Exchange exchange, CompletableFuture<T> future, Consumer<T> onSuccess) {
        try {
            onSuccess.accept(future.join());
        } catch (CompletionException e) {
            exchange.setException(e.getCause());
        } catch (Throwable e) {
            // Also an Error: a callback that is never done would leave the exchange hanging for ever.
            exchange.setException(e);
        }
    }
}
