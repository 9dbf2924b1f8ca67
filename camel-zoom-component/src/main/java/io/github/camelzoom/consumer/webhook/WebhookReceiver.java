package io.github.camelzoom.consumer.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.client.event.SignatureVerifier;
import io.github.camelzoom.consumer.EventAck;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.EventSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes webhooks for one route, and says in time whether Zoom may forget them.
 *
 * <p>
 * A route that is still busy when the time is up goes on; Zoom is told to come again, and finds the event delivered then.
 * As long as such a route holds the last thread, further webhooks are sent away at once, since they would be answered too
 * late as well. Thread-safe.
 */
final class WebhookReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final SignatureVerifier verifier;
    private final EventDelivery delivery;
    private final EventPlan plan;
    private final BooleanSupplier open;
    private final Executor routes;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger overdue = new AtomicInteger();

    /**
     * @param open   whether events are taken now; otherwise Zoom is to come again
     * @param routes runs routes; bounded
     */
    WebhookReceiver(SignatureVerifier verifier, EventDelivery delivery, EventPlan plan, BooleanSupplier open,
            Executor routes) {
        this.verifier = verifier;
        this.delivery = delivery;
        this.plan = plan;
        this.open = open;
        this.routes = routes;
    }

    SignatureVerifier verifier() {
        return verifier;
    }

    EventSettings settings() {
        return plan.settings();
    }

    /** How many events were taken whose routes have not ended. */
    int taken() {
        return taken.get();
    }

    /**
     * Takes an event that is genuine.
     *
     * @return true when Zoom may forget it, false when it is to come again; never fails
     */
    CompletionStage<Boolean> accept(EventMessage event) {
        if (!open.getAsBoolean()) {
            return CompletableFuture.completedStage(false);
        }
        if (!delivery.admits(event)) {
            return CompletableFuture.completedStage(true);
        }
        if (overdue.get() > 0 && taken.get() >= settings().getRouteThreads()) {
            LOG.warn("{} is sent away to come again: the route has not ended for {} of {} events", event.envelope(),
                    overdue.get(), taken.get());
            return CompletableFuture.completedStage(false);
        }
        taken.incrementAndGet();
        CompletableFuture<Boolean> enqueued = new CompletableFuture<>();
        CompletionStage<Boolean> delivered = delivery.deliver(event, task -> {
            routes.execute(task);
            enqueued.complete(true);
        });
        delivered.whenComplete((once, failure) -> taken.decrementAndGet());
        if (plan.options().getAck() == EventAck.AFTER_ROUTE) {
            return inTime(event, delivered);
        }
        // What failed before it was in the queue was not taken; of a duplicate nothing is put there.
        delivered.whenComplete((once, failure) -> enqueued.complete(failure == null));
        if (!enqueued.isDone()) {
            // A duplicate of what is in the queue, which Zoom does not wait for.
            ScheduledFuture<?> limit = atTimeLimit(() -> enqueued.complete(false));
            enqueued.whenComplete((answer, failure) -> limit.cancel(false));
        }
        return enqueued;
    }

    private ScheduledFuture<?> atTimeLimit(Runnable answer) {
        return plan.services().timer().schedule(() -> plan.services().executor().execute(answer), settings().getAnswerTimeout()
                .toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Boolean> inTime(EventMessage event, CompletionStage<Boolean> delivered) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ScheduledFuture<?> limit = atTimeLimit(() -> late(event, delivered, answer));
        delivered.whenComplete((once, failure) -> {
            limit.cancel(false);
            if (failure instanceof RejectedExecutionException) {
                LOG.warn("{} is sent away to come again: the queue is full", event.envelope());
            }
            answer.complete(failure == null);
        });
        return answer;
    }

    private void late(EventMessage event, CompletionStage<Boolean> delivered, CompletableFuture<Boolean> answer) {
        if (answer.complete(false)) {
            LOG.warn("The route has not ended in {} ms for {}; Zoom is told to send it again", settings().getAnswerTimeout()
                    .toMillis(), event.envelope());
            overdue.incrementAndGet();
            delivered.whenComplete((once, failure) -> overdue.decrementAndGet());
        }
    }
}
