package io.github.camelzoom.consumer.register;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registration of one consumer over its life in a CamelContext, with its health check. Called by one thread at a time. */
public final class RegistrationService {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationService.class);
    private static final long REMOVAL_SECONDS = 15;

    private final CamelContext context;
    private final WebhookRegistration registration;
    private final boolean healthChecked;
    private RegistrationHealthCheck check;

    /**
     * @param healthChecked whether its health counts
     */
    public RegistrationService(CamelContext context, WebhookRegistration registration, boolean healthChecked) {
        this.context = context;
        this.registration = registration;
        this.healthChecked = healthChecked;
    }

    /**
     * @param name of the consumer, the same on all nodes and after each restart
     * @param live called when events come again after Zoom may have sent none; has to return at once
     */
    public void start(String name, Runnable live) {
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null) {
            check = new RegistrationHealthCheck(name, registration);
            check.setEnabled(healthChecked);
            checks.register(check);
        }
        registration.start(name, live);
    }

    /** The consumer stops, and may start again, here or on another node: Zoom goes on, and repeats what nobody takes. */
    public void stop() {
        registration.stop();
        // A route that is started again brings another consumer, with a check of the same name.
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null && check != null) {
            checks.unregister(check);
            check = null;
        }
    }

    /** The consumer is gone. Waits until Zoom has heard of it, so that one of the same name can follow at once. */
    public void shutdown() {
        stop();
        if (context.isStopping()) {
            return;
        }
        try {
            registration.remove().toCompletableFuture().get(REMOVAL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Zoom may go on to send events to {}", registration.url(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
