package io.github.camelzoom.client.auth;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Lets a bounded number of blocking tasks run at a time in each lane, first come first served, and never blocks a thread
 * for it: who has to wait waits in a queue. A lane is one token endpoint, so that one which hangs delays no other.
 * Thread-safe; its lock covers the counting only.
 */
final class FairGate {

    private static final class Lane {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final int width;
    private final Executor executor;

    FairGate(int width, Executor executor) {
        this.width = width;
        this.executor = executor;
    }

    /**
     * Runs the task on the executor, when it is its turn, and hands on its result after its place was given to the next.
     *
     * @param after gets the result, or what the task threw; also called when the executor takes no work any more
     */
    <T> void run(String lane, Supplier<T> task, BiConsumer<T, Throwable> after) {
        Runnable job = () -> start(lane, task, after);
        lock.lock();
        try {
            Lane entry = lanes.computeIfAbsent(lane, name -> new Lane());
            if (entry.running == width) {
                entry.waiting.add(job);
                return;
            }
            entry.running++;
        } finally {
            lock.unlock();
        }
        job.run();
    }

    private <T> void start(String lane, Supplier<T> task, BiConsumer<T, Throwable> after) {
        try {
            executor.execute(() -> work(lane, task, after));
        } catch (RuntimeException rejected) {
            leave(lane);
            after.accept(null, rejected);
        }
    }

    private <T> void work(String lane, Supplier<T> task, BiConsumer<T, Throwable> after) {
        T result = null;
        Throwable thrown = null;
        try {
            result = task.get();
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            leave(lane);
        }
        after.accept(result, thrown);
    }

    private void leave(String lane) {
        Runnable next;
        lock.lock();
        try {
            Lane entry = lanes.get(lane);
            next = entry.waiting.poll();
            if (next == null) {
                entry.running--;
                if (entry.running == 0) {
                    lanes.remove(lane);
                }
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.run();
        }
    }
}
