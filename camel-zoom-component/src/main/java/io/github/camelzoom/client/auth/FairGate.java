package io.github.camelzoom.client.auth;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets a bounded number of blocking tasks run at a time in each lane, first come first served, and never blocks a thread
 * for it: who has to wait waits in a queue. A lane is one token endpoint, so that one which hangs delays no other.
 * Thread-safe; its lock covers the counting only.
 *
 * <p>
 * There are places for many lanes. While few are taken, each lane may have its whole width. While many are, a lane begins
 * with one place and gets one more with each task that ends: lanes that hang keep one thread each, and those that answer
 * are soon as wide as ever.
 */
final class FairGate {

    /** Beyond this many whole lanes the gate is crowded. */
    private static final int WHOLE_LANES = 8;

    private static final class Lane {
        private final String name;
        private final Queue<Job> waiting = new ArrayDeque<>();
        private int running;
        private int allowed = 1;

        Lane(String name) {
            this.name = name;
        }
    }

    private record Job(Lane lane, Runnable work, Consumer<RuntimeException> refused) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Lane> lanes = new HashMap<>();
    /** Lanes without a single place, since all are taken. */
    private final Queue<Lane> without = new ArrayDeque<>();
    private final int width;
    private final int places;
    private final Executor executor;
    private int taken;

    /**
     * @param width  how many tasks of a lane may run at a time
     * @param places how many tasks may run at a time in all
     */
    FairGate(int width, int places, Executor executor) {
        this.width = width;
        this.places = places;
        this.executor = executor;
    }

    /**
     * Runs the task on the executor, when it is its turn, and hands on its result after its place was given to the next.
     *
     * @param after gets the result, or what the task threw; also called when the executor takes no work any more
     */
    <T> void run(String lane, Supplier<T> task, BiConsumer<T, Throwable> after) {
        Queue<Job> ready = new ArrayDeque<>();
        lock.lock();
        try {
            Lane entry = lanes.computeIfAbsent(lane, Lane::new);
            entry.waiting.add(new Job(entry, () -> work(entry, task, after), rejected -> after.accept(null, rejected)));
            admit(entry, ready);
        } finally {
            lock.unlock();
        }
        start(ready);
    }

    /** Called under the lock. */
    private void admit(Lane lane, Queue<Job> ready) {
        while (!lane.waiting.isEmpty() && hasPlace(lane)) {
            lane.running++;
            taken++;
            ready.add(lane.waiting.poll());
        }
        if (lane.running > 0) {
            return;
        }
        if (lane.waiting.isEmpty()) {
            lanes.remove(lane.name, lane);
        } else if (!without.contains(lane)) {
            without.add(lane);
        }
    }

    private boolean hasPlace(Lane lane) {
        boolean crowded = taken >= WHOLE_LANES * width;
        return taken < places && lane.running < (crowded ? lane.allowed : width);
    }

    private void start(Queue<Job> ready) {
        for (Job job = ready.poll(); job != null; job = ready.poll()) {
            try {
                executor.execute(job.work());
            } catch (RuntimeException rejected) {
                leave(job.lane(), ready);
                job.refused().accept(rejected);
            }
        }
    }

    private <T> void work(Lane lane, Supplier<T> task, BiConsumer<T, Throwable> after) {
        T result = null;
        Throwable thrown = null;
        try {
            result = task.get();
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            Queue<Job> ready = new ArrayDeque<>();
            leave(lane, ready);
            start(ready);
        }
        after.accept(result, thrown);
    }

    private void leave(Lane lane, Queue<Job> ready) {
        lock.lock();
        try {
            lane.running--;
            taken--;
            lane.allowed = Math.min(width, lane.allowed + 1);
            Lane next = without.poll();
            if (next != null) {
                admit(next, ready);
            }
            admit(lane, ready);
        } finally {
            lock.unlock();
        }
    }
}
