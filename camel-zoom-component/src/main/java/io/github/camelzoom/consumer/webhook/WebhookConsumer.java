package io.github.camelzoom.consumer.webhook;

import java.util.List;

import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.RecoveryState;
import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code from("zoom:events?secretToken=...")}: takes webhooks on a path of the context's HTTP server. */
public class WebhookConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, EventDelivery.Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConsumer.class);

    private final EventPlan plan;
    private final WebhookSites sites;
    private final String serverComponent;
    private HttpEngine engine;
    private WebhookReceiver receiver;
    private volatile WebhookRoute route;
    private volatile boolean closing;

    /**
     * @param serverComponent the component that serves HTTP; null to look for one
     * @param healthChecked   whether its health counts
     */
    public WebhookConsumer(Endpoint endpoint, Processor processor, EventPlan plan, WebhookSites sites,
            String serverComponent, boolean healthChecked) {
        super(endpoint, processor);
        this.plan = plan;
        this.sites = sites;
        this.serverComponent = serverComponent;
        if (plan.recovery() != null) {
            RecoveryHealthCheck health = new RecoveryHealthCheck("consumer:zoom-events-" + plan.options().getWebhookPath(),
                    this::recoveryStates);
            health.setEnabled(healthChecked);
            setHealthCheck(health);
        }
    }

    private List<RecoveryState> recoveryStates() {
        WebhookRoute current = route;
        return current == null ? List.of() : current.recovery().states();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        closing = false;
        engine = HttpEngine.find(context(), serverComponent, "zoom:events");
        route = new WebhookRoute(context(), plan, memory());
        receiver = route.start(this, getAsyncProcessor(), () -> isStarted() && !closing);
        try {
            sites.join(engine, plan.options().getWebhookPath(), receiver);
        } catch (RuntimeException e) {
            throw new IllegalStateException("zoom:events cannot be served by " + engine.name() + ": " + e.getMessage()
                    + ". With Camel Main, the server is switched on by camel.server.enabled=true", e);
        }
        LOG.info("Zoom's webhooks are taken at {}", plan.options().getWebhookPath());
        route.recover();
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
        closing = !suspendOnly;
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        route.recovery().live();
    }

    @Override
    protected void doStop() throws Exception {
        if (receiver != null) {
            sites.leave(engine, plan.options().getWebhookPath(), receiver);
        }
        if (route != null) {
            route.stop();
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (engine != null && !context().isStopping()) {
            sites.closeIfLeft(engine, plan.options().getWebhookPath());
            plan.services().memories().forget(memory());
        }
        super.doShutdown();
    }
}
