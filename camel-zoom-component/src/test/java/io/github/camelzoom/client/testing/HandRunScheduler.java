package io.github.camelzoom.client.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A scheduler on a {@link FakeClock}: tasks run on the test's thread when the test lets their time come. */
public final class HandRunScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final long order = orders.incrementAndGet();
        private long dueNano;
        private final long periodNanos;

        Task(Callable<V> work, long delayNanos, long periodNanos) {
            super(work);
            this.dueNano = clock.getAsLong() + delayNanos;
            this.periodNanos = periodNanos;
        }

        @Override
        public void run() {
            if (periodNanos == 0) {
                super.run();
            } else if (runAndReset()) {
                dueNano += periodNanos;
                tasks.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNano - clock.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> that = (Task<?>) other;
            int byTime = Long.compare(dueNano - that.dueNano, 0);
            return byTime != 0 ? byTime : Long.compare(order, that.order);
        }
    }

    private final FakeClock clock;
    private final AtomicLong orders = new AtomicLong();
    private final PriorityBlockingQueue<Task<?>> tasks = new PriorityBlockingQueue<>();
    private volatile boolean shutdown;

    public HandRunScheduler(FakeClock clock) {
        this.clock = clock;
    }

    /** Lets time pass, stopping at each task that becomes due on the way to run it. */
    public void advance(Duration time) {
        long end = clock.getAsLong() + time.toNanos();
        for (Task<?> next = tasks.peek(); next != null && next.dueNano - end <= 0; next = tasks.peek()) {
            tasks.remove(next);
            clock.advance(Duration.ofNanos(Math.max(0, next.dueNano - clock.getAsLong())));
            if (!next.isCancelled()) {
                next.run();
            }
        }
        clock.advance(Duration.ofNanos(end - clock.getAsLong()));
    }

    /** Lets time pass until the next task is due, and runs it; false when there is none. */
    public boolean runNext() {
        for (Task<?> next = tasks.poll(); next != null; next = tasks.poll()) {
            if (!next.isCancelled()) {
                clock.advance(Duration.ofNanos(Math.max(0, next.dueNano - clock.getAsLong())));
                next.run();
                return true;
            }
        }
        return false;
    }

    /** How many tasks wait. */
    public int size() {
        return (int) tasks.stream().filter(task -> !task.isCancelled()).count();
    }

    private <V> Task<V> add(Callable<V> work, long delay, long period, TimeUnit unit) {
        Task<V> task = new Task<>(work, unit.toNanos(Math.max(0, delay)), unit.toNanos(period));
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(() -> {
            command.run();
            return null;
        }, delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        return add(work, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(() -> {
            command.run();
            return null;
        }, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = new ArrayList<>(tasks);
        tasks.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
