package io.github.camelzoom.consumer.webhook;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.SignatureVerifier;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.EventRecovery;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * A route that takes webhooks: its receiver, and the threads that it runs on, so that those of the HTTP server are free for
 * answers in time.
 */
final class WebhookRoute {

    private final CamelContext context;
    private final EventPlan plan;
    private final String memory;

    private ExecutorService threads;
    private WebhookReceiver receiver;
    private volatile EventRecovery recovery = EventRecovery.NONE;
    private EventDelivery delivery;
    private BooleanSupplier open;

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
        recovery = plan.recovery(context, memory);
        delivery = plan.delivery(context, exchanges, route, memory, recovery);
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

    void stop() {
        recovery.pause();
        if (threads != null) {
            context.getExecutorServiceManager().shutdownGraceful(threads);
            threads = null;
        }
        recovery.close();
    }
}
