package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.function.LongSupplier;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.RecoveryState;
import io.github.camelzoom.consumer.register.RegistrationService;
import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code from("zoom:events?secretToken=...")}: takes webhooks on a path of the context's HTTP server. */
public class WebhookConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, EventDelivery.Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConsumer.class);

    private final EventPlan plan;
    private final WebhookSites sites;
    private final String serverComponent;
    private final RegistrationService registration;
    private final LongSupplier nanos = SystemTime.nanos();
    private HttpEngine engine;
    private WebhookReceiver receiver;
    private volatile WebhookRoute route;
    private volatile boolean closing;
    private volatile long closingSince;

    /**
     * @param serverComponent the component that serves HTTP; null to look for one
     * @param registration    tells Zoom where the events go; null when somebody else does
     */
    public WebhookConsumer(Endpoint endpoint, Processor processor, EventPlan plan, WebhookSites sites,
            String serverComponent, RegistrationService registration) {
        super(endpoint, processor);
        this.plan = plan;
        this.sites = sites;
        this.serverComponent = serverComponent;
        this.registration = registration;
    }

    /** Has a health check, if missed events are recovered. */
    public void checkHealth(boolean enabled) {
        if (plan.recovery() != null) {
            RecoveryHealthCheck health = new RecoveryHealthCheck("consumer:zoom-events-" + plan.options().getWebhookPath(),
                    this::recoveryStates);
            health.setEnabled(enabled);
            setHealthCheck(health);
        }
    }

    private List<RecoveryState> recoveryStates() {
        WebhookRoute current = route;
        return current == null ? List.of() : current.recovery().states();
    }

    /** From now on Zoom is told to come again; what is wrong with the server is told when the route starts. */
    public void reserve() {
        try {
            engine = HttpEngine.find(context(), serverComponent, "zoom:events");
            sites.reserve(engine, plan.options().getWebhookPath());
        } catch (IllegalArgumentException e) {
            LOG.debug("There is no server yet", e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        closing = false;
        engine = HttpEngine.find(context(), serverComponent, "zoom:events");
        route = new WebhookRoute(context(), plan, memory());
        try {
            open();
        } catch (Exception e) {
            // Camel does not stop what did not start, and the next attempt brings another receiver.
            doStop();
            throw e;
        }
    }

    private void open() throws Exception {
        receiver = route.start(this, getAsyncProcessor(), this::isOpen);
        try {
            sites.join(engine, plan.options().getWebhookPath(), receiver);
        } catch (RuntimeException e) {
            throw new IllegalStateException("zoom:events cannot be served by " + engine.name() + ": " + e.getMessage()
                    + ". With Camel Main, the server is switched on by camel.server.enabled=true", e);
        }
        LOG.info("Zoom's webhooks are taken at {}", plan.options().getWebhookPath());
        route.recover();
        if (registration != null) {
            registration.start(getRouteId() != null ? getRouteId() : "events", () -> route.recovery().live());
        }
    }

    /** Nobody tells a consumer that its stop was called off when the time was up. */
    private boolean isOpen() {
        ShutdownStrategy shutdown = context().getShutdownStrategy();
        return isStarted() && (!closing || nanos.getAsLong() - closingSince > shutdown.getTimeUnit().toNanos(shutdown
                .getTimeout()));
    }

    private boolean isRouteRunning() {
        ServiceStatus status = getRouteId() == null ? null : context().getRouteController().getRouteStatus(getRouteId());
        return status != null && status.isStarted();
    }

    private CamelContext context() {
        return getEndpoint().getCamelContext();
    }

    private String memory() {
        return getRouteId() != null ? getRouteId() : getEndpoint().getEndpointUri();
    }

    @Override
    public Exchange create() {
        return createExchange(false);
    }

    @Override
    public void done(Exchange exchange) {
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        // What was acknowledged is finished; further events get "come again" from here on.
        closingSince = nanos.getAsLong();
        closing = true;
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        WebhookRoute current = route;
        return current == null ? 0 : current.pending();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // A stop by force goes on in the background, and calls this late: on the consumer of a route that was started again.
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        route.recovery().pause();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        closing = false;
        route.recover();
    }

    @Override
    protected void doStop() throws Exception {
        if (registration != null) {
            registration.stop();
        }
        if (receiver != null) {
            sites.leave(engine, plan.options().getWebhookPath(), receiver);
        }
        if (route != null) {
            route.stop(closing);
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        // A consumer of master: ends while its route goes on, and the next leader has the subscription already.
        if (registration != null && !isRouteRunning()) {
            registration.shutdown();
        }
        if (engine != null && !context().isStopping()) {
            sites.closeIfLeft(engine, plan.options().getWebhookPath());
            plan.services().memories().forget(memory());
        }
        super.doShutdown();
    }
}
