package io.github.camelzoom.simulator.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The one thread that all state of events is confined to. Others hand it work and wait for the result. */
final class Loop {

    private static final int PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final Context context;

    Loop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Does it on the loop; waits unless this is the loop already. */
    <T> T call(Supplier<T> work) {
        if (isHere()) {
            return work.get();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(v -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the simulator's event loop is busy or has ended", e);
        }
    }

    /** The simulator has a single event loop, so any of its contexts runs on the same thread. */
    private boolean isHere() {
        Context current = Vertx.currentContext();
        return current != null && current.owner() == vertx && Context.isOnEventLoopThread();
    }

    /** Does it on the loop; waits unless this is the loop already. */
    void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** Does it on the loop, later, and does not wait. */
    void later(Runnable work) {
        context.runOnContext(v -> work.run());
    }
}
