package io.github.camelzoom.client.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Keeps tasks until the test runs them, on the test's own thread. Thread-safe. */
public final class HandRunExecutor implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean rejecting;

    @Override
    public void execute(Runnable task) {
        if (rejecting) {
            throw new RejectedExecutionException("rejected by the test");
        }
        tasks.add(task);
    }

    /** Runs the oldest task; false when there is none. */
    public boolean runNext() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Runs all tasks, also those added meanwhile; says how many. */
    public int runAll() {
        int ran = 0;
        while (runNext()) {
            ran++;
        }
        return ran;
    }

    public int size() {
        return tasks.size();
    }

    /** From now on no task is taken. */
    public void reject() {
        rejecting = true;
    }
}
