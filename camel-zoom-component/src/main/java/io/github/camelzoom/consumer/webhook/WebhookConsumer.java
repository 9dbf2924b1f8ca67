package io.github.camelzoom.consumer.webhook;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.client.event.SignatureVerifier;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from("zoom:events?secretToken=...")}: takes webhooks on a path of the context's HTTP server. Routes run on
 * threads of this consumer, so that the server's are free for answers in time.
 */
public class WebhookConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, EventDelivery.Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConsumer.class);

    private final WebhookServices services;
    private final EventOptions options;
    private final EventSettings settings;
    private final IdempotentRepository repository;
    private final String serverComponent;
    private HttpEngine engine;
    private WebhookReceiver receiver;
    private ExecutorService routes;
    private volatile boolean closing;

    /**
     * @param  repository               what is remembered of events; null for a memory of the route
     * @param  serverComponent          the component that serves HTTP; null to look for one
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public WebhookConsumer(Endpoint endpoint, Processor processor, WebhookServices services, EventOptions options,
            EventSettings settings, IdempotentRepository repository, String serverComponent) {
        super(endpoint, processor);
        this.services = services;
        this.options = options;
        this.settings = settings;
        this.repository = repository;
        this.serverComponent = serverComponent;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        closing = false;
        IdempotentRepository events = repository != null
                ? repository
                : services.memories().of(memory(), settings.getRememberedEvents());
        CamelContextAware.trySetCamelContext(events, getEndpoint().getCamelContext());
        ServiceHelper.startService(events);
        routes = pool();
        receiver = receiver(events);
        engine = HttpEngine.find(getEndpoint().getCamelContext(), serverComponent, "zoom:events");
        try {
            services.sites().join(engine, options.getWebhookPath(), receiver);
        } catch (RuntimeException e) {
            throw new IllegalStateException("zoom:events cannot be served by " + engine.name() + ": " + e.getMessage()
                    + ". With Camel Main, the server is switched on by camel.server.enabled=true", e);
        }
        LOG.info("Zoom's webhooks are taken at {}", options.getWebhookPath());
    }

    private WebhookReceiver receiver(IdempotentRepository events) {
        SignatureVerifier verifier = new SignatureVerifier(options.secrets(), settings.getSignatureMaxAge(),
                settings.getSignatureMaxAhead(), SystemTime.clock());
        EventDelivery delivery = new EventDelivery(this, getAsyncProcessor(), EventTypes.parse(options.getEventTypes()),
                events, services.inFlight());
        return new WebhookReceiver(verifier, delivery, options.getAck(), settings, () -> isStarted() && !closing, routes,
                services.timer(), services.answers());
    }

    private String memory() {
        return getRouteId() != null ? getRouteId() : getEndpoint().getEndpointUri();
    }

    private ExecutorService pool() {
        ThreadPoolProfile profile = new ThreadPoolProfile("ZoomEvents");
        profile.setPoolSize(settings.getRouteThreads());
        profile.setMaxPoolSize(settings.getRouteThreads());
        profile.setMaxQueueSize(settings.getQueueSize());
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getEndpoint().getCamelContext().getExecutorServiceManager().newThreadPool(this, "ZoomEvents", profile);
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
        WebhookReceiver taking = receiver;
        return taking == null ? 0 : taking.taken();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        closing = !suspendOnly;
    }

    @Override
    protected void doStop() throws Exception {
        if (receiver != null) {
            services.sites().leave(engine, options.getWebhookPath(), receiver);
        }
        if (routes != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(routes);
            routes = null;
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (engine != null && !getEndpoint().getCamelContext().isStopping()) {
            services.sites().closeIfLeft(engine, options.getWebhookPath());
            services.memories().forget(memory());
        }
        super.doShutdown();
    }
}
