package io.github.camelzoom.client.page;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what is posted one after the other, on the threads of those who post, without a lock: whoever finds it idle works it
 * off, all others go on at once. What is posted meanwhile is no recursion, so any number may follow each other. Thread-safe.
 */
final class Mailbox {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param task must not throw
     */
    void post(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        do {
            tasks.remove().run();
        } while (waiting.decrementAndGet() > 0);
    }
}
