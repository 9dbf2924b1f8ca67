package io.github.camelzoom.consumer.recover;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.consumer.RecoveryState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When one kind of events is looked up: when events arrive again, from time to time, and after a failure with growing
 * pauses; never twice within {@code recoverPause}, however often the connection breaks. Confined to the thread of the
 * recovery, except for its state.
 */
final class RecoveryTurns {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryTurns.class);
    private static final int MOST_DOUBLINGS = 20;

    private final ListedEvent kind;
    private final RecoveryPlan plan;
    private final Consumer<Runnable> thread;
    private volatile RecoveryState state;
    private RecoveryReading reading;
    private ScheduledFuture<?> timer;
    private long dueNano;
    private Long earliestNano;
    private int failures;

    /**
     * @param thread runs tasks one after another, and drops them when it is paused
     */
    RecoveryTurns(ListedEvent kind, RecoveryPlan plan, Consumer<Runnable> thread) {
        this.kind = kind;
        this.plan = plan;
        this.thread = thread;
        this.state = RecoveryState.of(kind.event());
    }

    ListedEvent kind() {
        return kind;
    }

    RecoveryState state() {
        return state;
    }

    /** The first turn comes by itself, should there be no connection. */
    void begin(RecoveryReading first) {
        reading = first;
        try {
            reading.begin();
        } catch (RuntimeException e) {
            failed(e);
        }
        due(plan.settings().getRecoverPause());
    }

    /** Something may have been missed. */
    void ask() {
        due(Duration.ZERO);
    }

    /** There are no further turns. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void due(Duration delay) {
        long now = plan.nanos().getAsLong();
        long due = now + delay.toNanos();
        if (earliestNano != null && earliestNano - due > 0) {
            due = earliestNano;
        }
        if (timer != null && dueNano - due <= 0) {
            return;
        }
        end();
        dueNano = due;
        timer = plan.services().timer().schedule(() -> thread.accept(this::turn), due - now, TimeUnit.NANOSECONDS);
    }

    private void turn() {
        if (timer == null || dueNano - plan.nanos().getAsLong() > 0) {
            // Another timer has taken its place.
            return;
        }
        timer = null;
        Duration next;
        try {
            long before = state.recovered();
            reading.run(() -> state = state.oneMore());
            next = well(state.recovered() - before);
        } catch (CancellationException e) {
            LOG.debug("The recovery of {} was not finished: the route starts or stops", kind.event());
            next = plan.settings().getRecoverPause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception | Error e) {
            // Also an Error: without a next turn nothing would be recovered any more.
            next = failed(e);
        }
        earliestNano = plan.nanos().getAsLong() + plan.settings().getRecoverPause().toNanos();
        due(next);
    }

    private Duration well(long recovered) {
        if (recovered > 0) {
            LOG.info("{} events {} of {} were missed, and are recovered now", recovered, kind.event(), plan.lists());
        } else if (failures > 0) {
            LOG.info("{} of {} can be recovered again", kind.event(), plan.lists());
        }
        failures = 0;
        state = state.well(plan.clock().instant());
        return plan.settings().getRecoverInterval();
    }

    private Duration failed(Throwable failure) {
        Duration pause = pause();
        String reason = String.valueOf(failure.getMessage());
        if (failures++ == 0) {
            LOG.warn("Events {} of {} that were missed cannot be recovered: {}. Events arrive as before; this is tried again"
                    + " from time to time, and not said again", kind.event(), plan.lists(), reason);
        }
        LOG.debug("The recovery of {} failed {} times, and goes on in {}", kind.event(), failures, pause, failure);
        state = state.failed(reason);
        return pause;
    }

    /** Doubled each time, up to the interval, and with up to a fifth more, so that many do not come at once. */
    private Duration pause() {
        Duration first = plan.settings().getRecoverRetry();
        Duration most = plan.settings().getRecoverInterval();
        Duration pause = first.compareTo(most) < 0 ? first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)) : most;
        Duration bounded = pause.compareTo(most) < 0 ? pause : most;
        return bounded.plusMillis(plan.random().nextLong(bounded.toMillis() / 5 + 1));
    }
}
