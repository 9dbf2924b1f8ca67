package io.github.camelzoom.client.page;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Passes outcomes on without the wrapper that stages put around failures. Pure functions. */
final class Stages {

    private Stages() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static <T> void complete(CompletableFuture<T> target, T value, Throwable failure) {
        if (failure == null) {
            target.complete(value);
        } else {
            target.completeExceptionally(cause(failure));
        }
    }
}
