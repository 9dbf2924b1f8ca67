package io.github.camelzoom.consumer.register;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.event.SubscriptionPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Zoom sends the events of one consumer: finds, makes and replaces its subscription. It begins when the
 * server listens, since Zoom calls the URL before it takes it, and tries again for as long as that fails. Thread-safe.
 */
public final class WebhookRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final SubscriptionPlan plan;
    private final Subscriptions zoom;
    private final BooleanSupplier listening;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final RandomGenerator random;
    /** Which start the steps belong to: those of an earlier one end. */
    private final AtomicLong run = new AtomicLong();
    private volatile String owner;
    private volatile boolean removed;
    private volatile RegistrationStatus status = RegistrationStatus.STOPPED;

    /**
     * @param listening whether the server takes webhooks
     * @param timer     never blocked
     * @param executor  runs what the timer has started
     */
    public WebhookRegistration(SubscriptionPlan plan, Subscriptions zoom, BooleanSupplier listening,
            ScheduledExecutorService timer, Executor executor, RandomGenerator random) {
        this.plan = plan;
        this.zoom = zoom;
        this.listening = listening;
        this.timer = timer;
        this.executor = executor;
        this.random = random;
    }

    /**
     * Registers in the background.
     *
     * @param name of the consumer, the same on all nodes and after each restart
     */
    public void start(String name) {
        owner = name;
        removed = false;
        status = RegistrationStatus.registering(null);
        later(run.incrementAndGet(), 0, Duration.ZERO);
    }

    /** Leaves off; what is registered stays so, for the next start or for other nodes. */
    public void stop() {
        run.incrementAndGet();
        status = RegistrationStatus.STOPPED;
    }

    /**
     * Leaves off, and removes what this consumer has made at Zoom, now or in an earlier life.
     *
     * @return never fails
     */
    public CompletionStage<Void> remove() {
        stop();
        removed = true;
        String name = owner;
        return name == null ? CompletableFuture.completedStage(null) : removeOwn(name);
    }

    private CompletionStage<Void> removeOwn(String name) {
        return asked(() -> zoom.list(plan.accountId()).thenCompose(all -> deleteAll(plan.ids(all, name)))).handle(
                (done, failure) -> {
                    if (failure == null) {
                        LOG.info("Zoom sends no more events to {} for {}", plan.url(), name);
                    } else {
                        LOG.warn("The event subscription '{}' is left at Zoom: {}", plan.name(name), message(failure));
                    }
                    return null;
                });
    }

    /** How it stands. */
    public RegistrationStatus status() {
        return status;
    }

    public String url() {
        return plan.url().toString();
    }

    private void later(long mine, int failures, Duration pause) {
        try {
            timer.schedule(() -> executor.execute(() -> attempt(mine, failures)), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The context stops", e);
        }
    }

    private void attempt(long mine, int failures) {
        if (mine != run.get()) {
            return;
        }
        if (!listening.getAsBoolean()) {
            later(mine, failures, LOOK);
            return;
        }
        String name = owner;
        asked(() -> settle(mine, null, name)).whenComplete((id, failure) -> {
            if (mine != run.get()) {
                return;
            }
            if (failure == null) {
                status = RegistrationStatus.registered(id);
                LOG.info("Zoom sends the events of {} to {} (subscription {})", name, plan.url(), id);
            } else {
                failed(mine, failures, message(failure));
            }
        });
    }

    private void failed(long mine, int failures, String problem) {
        Duration pause = pause(failures, random);
        LOG.warn("{} cannot be registered with Zoom; it is tried again, in {} s next: {}", plan.url(), pause.toSeconds(),
                problem);
        status = RegistrationStatus.registering(problem);
        later(mine, failures + 1, pause);
    }

    /** Between a half of it and all of it, so that nodes that fail together do not come back together. */
    static Duration pause(int failures, RandomGenerator random) {
        Duration most = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        long millis = (most.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : most).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    /**
     * @param just the id of what was made a moment ago; null when nothing was
     */
    private CompletionStage<String> settle(long mine, String just, String name) {
        return zoom.list(plan.accountId()).thenCompose(all -> {
            SubscriptionPlan.Decision decision = plan.decide(all, just, name);
            if (!decision.create()) {
                return deleteAll(decision.remove()).thenApply(done -> decision.keep());
            }
            if (mine != run.get()) {
                return CompletableFuture.completedStage(null);
            }
            return zoom.create(plan.request(name)).thenCompose(id -> {
                if (removed) {
                    return removeOwn(name).thenApply(done -> null);
                }
                // Another node may have made one at the same time: look again.
                return settle(mine, id, name);
            });
        });
    }

    private CompletionStage<Void> deleteAll(List<String> ids) {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (String id : ids) {
            all = all.thenCompose(done -> zoom.delete(id));
        }
        return all;
    }

    /** What is wrong with the connection is thrown, and not told by the stage. */
    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static String message(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }
}
