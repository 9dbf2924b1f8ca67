package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.SignatureVerifier;
import io.github.camelzoom.consumer.EventAck;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.EventRecovery;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route that takes webhooks: its receiver, and the threads that it runs on, so that those of the HTTP server are free for
 * answers in time.
 */
final class WebhookRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoute.class);
    /** For threads that are through with their event, to end. */
    private static final long LAST_MILLIS = 500;

    private final CamelContext context;
    private final EventPlan plan;
    private final String memory;

    private ExecutorService threads;
    private WebhookReceiver receiver;
    private volatile EventRecovery recovery = EventRecovery.NONE;
    private EventDelivery delivery;
    private BooleanSupplier open;
    private volatile boolean abandoned;

    /**
     * @param memory what the events are remembered under when there is no repository
     */
    WebhookRoute(CamelContext context, EventPlan plan, String memory) {
        this.context = context;
        this.plan = plan;
        this.memory = memory;
    }

    /**
     * @param open whether events are taken now
     */
    WebhookReceiver start(EventDelivery.Exchanges exchanges, AsyncProcessor route, BooleanSupplier open) {
        EventSettings settings = plan.settings();
        this.open = open;
        abandoned = false;
        recovery = plan.recovery(context, memory);
        delivery = plan.delivery(context, unlessAbandoned(exchanges), route, memory, recovery);
        threads = pool(settings);
        SignatureVerifier verifier = new SignatureVerifier(plan.options().secrets(), settings.getSignatureMaxAge(),
                settings.getSignatureMaxAhead(), SystemTime.clock());
        receiver = new WebhookReceiver(verifier, delivery, plan, open, threads);
        return receiver;
    }

    /** Webhooks are taken from now on: what was missed before is looked up, if that is wanted. */
    void recover() {
        recovery.start(delivery, open);
        recovery.live();
    }

    EventRecovery recovery() {
        return recovery;
    }

    /** How many events were taken whose routes have not ended. */
    int pending() {
        return receiver == null ? 0 : receiver.taken();
    }

    private ExecutorService pool(EventSettings settings) {
        ThreadPoolProfile profile = new ThreadPoolProfile("ZoomEvents");
        profile.setPoolSize(settings.getRouteThreads());
        profile.setMaxPoolSize(settings.getRouteThreads());
        profile.setMaxQueueSize(settings.getQueueSize());
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(this, "ZoomEvents", profile);
    }

    /**
     * What was taken may go on for a while, and is given up then.
     *
     * @param waited whether Camel has waited for it already
     */
    void stop(boolean waited) {
        recovery.pause();
        if (threads != null) {
            stopThreads(waited);
            threads = null;
        }
        recovery.close();
    }

    /** Zoom repeats what was not acknowledged; for the rest there is as much time as Camel gives a route. */
    private long patience(boolean waited) {
        if (waited) {
            return LAST_MILLIS;
        }
        ShutdownStrategy shutdown = context.getShutdownStrategy();
        return plan.options().getAck() == EventAck.AFTER_ROUTE
                ? context.getExecutorServiceManager().getShutdownAwaitTermination()
                : shutdown.getTimeUnit().toMillis(shutdown.getTimeout());
    }

    private void stopThreads(boolean waited) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        manager.shutdown(threads);
        boolean ended = false;
        try {
            ended = manager.awaitTermination(threads, patience(waited));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            abandoned = true;
            List<Runnable> waiting = threads.shutdownNow();
            LOG.warn("{} events are given up, {} of them before the route had them. Zoom repeats those that it was not told to"
                    + " forget", pending(), waiting.size());
            // Each fails. Otherwise its repetition would wait for it for ever.
            waiting.forEach(Runnable::run);
        }
    }

    /** No exchange begins any more when the threads were given up. */
    private EventDelivery.Exchanges unlessAbandoned(EventDelivery.Exchanges exchanges) {
        return new EventDelivery.Exchanges() {
            @Override
            public Exchange create() {
                if (abandoned) {
                    throw new RejectedExecutionException("The route was stopped before it had the event");
                }
                return exchanges.create();
            }

            @Override
            public void done(Exchange exchange) {
                exchanges.done(exchange);
            }
        };
    }
}
