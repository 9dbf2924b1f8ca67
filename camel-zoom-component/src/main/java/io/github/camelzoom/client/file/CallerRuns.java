package io.github.camelzoom.client.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lets the thread that reads a stream do itself what its calls go on with after a wait. Were that left to a pool, readers
 * on all threads of the pool could wait for a thread of it.
 */
final class CallerRuns implements Executor {

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable step) {
        steps.add(step);
    }

    /**
     * Waits for a stage, running its steps.
     *
     * @throws IOException when it failed, with the failure as cause
     */
    <T> T await(CompletionStage<T> stage) throws IOException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        future.whenComplete((value, failure) -> steps.add(() -> {}));
        try {
            while (!future.isDone()) {
                steps.take().run();
            }
            return future.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the download waited");
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }
}
