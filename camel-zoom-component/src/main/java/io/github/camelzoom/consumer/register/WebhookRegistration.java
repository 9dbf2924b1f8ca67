package io.github.camelzoom.consumer.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.consumer.register.Registrar.Kept;
import io.github.camelzoom.consumer.register.RegistrationStatus.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Zoom sends the events of one consumer: finds, makes and replaces its subscription, and looks from time to
 * time whether it is still there. It begins when the server listens, since Zoom calls the URL before it takes it, and tries
 * again for as long as that fails. Thread-safe.
 */
public final class WebhookRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** After a change: a node that started at the same time with other events may have removed it. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Registrar registrar;
    private final BooleanSupplier listening;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final RandomGenerator random;
    private final InstantSource clock;
    /** Which start the steps belong to: those of an earlier one end. */
    private final AtomicLong run = new AtomicLong();
    private volatile String owner;
    private volatile Runnable live;
    private volatile boolean removed;
    private volatile RegistrationStatus status = RegistrationStatus.STOPPED;
    private volatile ScheduledFuture<?> next;
    private volatile CompletionStage<Kept> underWay = CompletableFuture.completedStage(null);

    /**
     * @param listening whether the server takes webhooks
     * @param interval  the longest time from one look to the next; zero for none
     * @param timer     never blocked
     * @param executor  runs what the timer has started
     */
    public WebhookRegistration(SubscriptionPlan plan, Subscriptions zoom, BooleanSupplier listening, Duration interval,
            ScheduledExecutorService timer, Executor executor, RandomGenerator random, InstantSource clock) {
        this.registrar = new Registrar(plan, zoom);
        this.listening = listening;
        this.interval = interval;
        this.timer = timer;
        this.executor = executor;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Registers in the background.
     *
     * @param name of the consumer, the same on all nodes and after each restart
     * @param live called when events come again after Zoom may have sent none; has to return at once
     */
    public void start(String name, Runnable live) {
        owner = name;
        this.live = live;
        removed = false;
        status = RegistrationStatus.registering(null);
        later(new Step(run.incrementAndGet(), null, 0), Duration.ZERO);
    }

    /** Leaves off; what is registered stays so, for the next start or for other nodes. */
    public void stop() {
        run.incrementAndGet();
        status = RegistrationStatus.STOPPED;
        cancel(next);
    }

    private static void cancel(ScheduledFuture<?> waiting) {
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /**
     * Leaves off, and removes what this consumer has made at Zoom, now or in an earlier life.
     *
     * @return never fails; completes when nothing is under way any more
     */
    public CompletionStage<Void> remove() {
        removed = true;
        stop();
        String name = owner;
        if (name == null) {
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<?> last = underWay;
        return asked(() -> registrar.remove(name)).handle((done, failure) -> {
            if (failure == null) {
                LOG.info("Zoom sends no more events to {} for {}", url(), name);
            } else {
                LOG.warn("The event subscription '{}' is left at Zoom: {}", registrar.plan().name(name), message(failure));
            }
            return null;
        }).thenCompose(done -> last.handle((kept, failure) -> null));
    }

    /** How it stands. */
    public RegistrationStatus status() {
        return status;
    }

    /** Whether it has not been possible for long to see if the subscription is still there. */
    public boolean isOverdue() {
        Instant checked = status.checked();
        return checked != null && isLooking() && checked.plus(interval.multipliedBy(2)).isBefore(clock.instant());
    }

    public String url() {
        return registrar.plan().url().toString();
    }

    private boolean isLooking() {
        return interval.compareTo(Duration.ZERO) > 0;
    }

    private void later(Step step, Duration pause) {
        try {
            ScheduledFuture<?> waiting = timer.schedule(() -> executor.execute(step::begin), pause.toMillis(),
                    TimeUnit.MILLISECONDS);
            next = waiting;
            if (!step.isCurrent()) {
                cancel(waiting);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("The context stops", e);
        }
    }

    /** Doubled each time, up to five minutes. */
    static Duration pause(int failures, RandomGenerator random) {
        return upTo(shorter(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10)), LONGEST_PAUSE), random);
    }

    /** Between a half of it and all of it, so that those that did something together do not come back together. */
    private static Duration upTo(Duration most, RandomGenerator random) {
        return Duration.ofMillis(most.toMillis() / 2 + random.nextLong(most.toMillis() / 2 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What is wrong with the connection is thrown, and not told by the stage. */
    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException | Error e) {
            // Also an Error: without an end of this step there would be no next one.
            return CompletableFuture.failedStage(e);
        }
    }

    private static String message(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    /** One go at Zoom, and what follows on it; one at a time. */
    private final class Step implements Registrar.Turn {

        private final long mine;
        /** What was there the last time; null until there was something. */
        private final Kept kept;
        private final int failures;

        Step(long mine, Kept kept, int failures) {
            this.mine = mine;
            this.kept = kept;
            this.failures = failures;
        }

        @Override
        public boolean isCurrent() {
            return mine == run.get();
        }

        @Override
        public boolean isRemoved() {
            return removed;
        }

        @Override
        public void missing() {
            if (kept != null && status.phase() == Phase.REGISTERED) {
                LOG.warn("The event subscription {} of {} is gone from Zoom, or has been changed there. Another one is made;"
                        + " to have none, remove the route", kept.id(), owner);
                status = RegistrationStatus.registering("its event subscription " + kept.id()
                        + " is gone, or was changed at Zoom");
            }
        }

        void begin() {
            if (!isCurrent()) {
                return;
            }
            if (!listening.getAsBoolean()) {
                later(this, LOOK);
                return;
            }
            String name = owner;
            boolean missing = status.phase() == Phase.REGISTERING;
            CompletableFuture<Kept> flight = new CompletableFuture<>();
            // Before the first call, so that a removal waits for all of them.
            underWay = flight;
            asked(() -> kept == null ? registrar.register(name, this) : registrar.look(name, kept, missing, this))
                    .whenComplete((now, failure) -> {
                        flight.complete(now);
                        if (!isCurrent()) {
                            return;
                        }
                        if (failure == null) {
                            done(name, now);
                        } else {
                            failed(message(failure));
                        }
                    });
        }

        private void done(String name, Kept now) {
            if (status.problem() != null || kept == null || !kept.id().equals(now.id())) {
                LOG.info("Zoom sends the events of {} to {} (subscription {})", name, url(), now.id());
            }
            boolean seen = now.seen() != null || now.made();
            status = seen
                    ? RegistrationStatus.registered(now.id(), clock.instant())
                    : status.failed("Zoom's list does not show subscription " + now.id());
            if (isLooking()) {
                later(new Step(mine, now, 0), upTo(now.changed() ? shorter(SOON, interval) : interval, random));
            }
            if (now.made() || kept != null && !kept.id().equals(now.id())) {
                live.run();
            }
        }

        private void failed(String problem) {
            Duration pause = pause(failures, random);
            if (status.phase() == Phase.REGISTERING) {
                LOG.warn("{} cannot be registered with Zoom; it is tried again, in {} s next: {}", url(), pause.toSeconds(),
                        problem);
            } else if (failures == 0) {
                LOG.warn("Whether {} is still registered with Zoom cannot be seen. Events come as before; it is tried again"
                        + " from time to time, and not said again: {}", url(), problem);
            }
            status = status.failed(problem);
            later(new Step(mine, kept, failures + 1), pause);
        }
    }
}
