package io.github.camelzoom.simulator.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import io.github.camelzoom.simulator.VirtualClock;

/** Runs things at an instant of the virtual clock: when a test moves it there, or when it gets there by itself. On the loop only. */
final class VirtualTimers {

    private static final long GLANCE_MILLIS = 200;

    private record Task(Instant at, long order, Runnable action) {}

    private final Loop loop;
    private final VirtualClock clock;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
    private long order;
    private boolean watching;

    VirtualTimers(Loop loop, VirtualClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    void after(Duration delay, Runnable action) {
        tasks.add(new Task(clock.instant().plus(delay), order++, action));
        watch();
    }

    private void watch() {
        if (!watching && !tasks.isEmpty()) {
            watching = true;
            loop.vertx().setTimer(GLANCE_MILLIS, id -> {
                watching = false;
                runDue();
                watch();
            });
        }
    }

    void runDue() {
        Instant now = clock.instant();
        List<Runnable> due = new ArrayList<>();
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(now)) {
            due.add(tasks.poll().action());
        }
        due.forEach(Runnable::run);
    }

    void clear() {
        tasks.clear();
    }
}
