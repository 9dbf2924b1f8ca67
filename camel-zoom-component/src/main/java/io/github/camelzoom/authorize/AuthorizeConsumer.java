package io.github.camelzoom.authorize;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from("zoom:authorize")}: serves the pages for as long as its route runs, and gives the route an exchange for
 * each consent and each revocation. The person's page does not wait for the route, and the route's failures are not the
 * person's: they go to the exception handler.
 */
public class AuthorizeConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeConsumer.class);

    /** As in ZoomConstants, which this package must not depend on. */
    private static final String CONNECTION = "CamelZoomConnection";
    private static final int MOST_WAITING = 1000;

    private final AuthorizeDesk desk;
    private final AuthorizeEvents events;
    private final AuthorizeSettings settings;
    private final Consumer<AuthorizationEvent> listener = this::hand;
    private final List<org.apache.camel.Consumer> pages = new ArrayList<>();
    private ExecutorService routes;

    /**
     * @param events those of the component, shared with its loopback callback
     */
    public AuthorizeConsumer(Endpoint endpoint, Processor processor, AuthorizeDesk desk, AuthorizeEvents events,
            AuthorizeSettings settings) {
        super(endpoint, processor);
        this.desk = desk;
        this.events = events;
        this.settings = settings;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        routes = pool();
        HttpEngine engine = HttpEngine.find(getEndpoint().getCamelContext(), settings.serverComponent(), "zoom:authorize");
        AuthorizePages answers = new AuthorizePages(desk, events, settings.access(), new SecureRandom());
        try {
            pages.add(engine.serve(settings.connectionsPath(), new PageProcessor(answers::connections)));
            pages.add(engine.serve(settings.callbackPath(), new PageProcessor(answers::callback)));
            ServiceHelper.startService(pages);
        } catch (RuntimeException e) {
            throw new IllegalStateException("zoom:authorize cannot be served by " + engine.name()
                    + ": " + e.getMessage() + ". With Camel Main, the server is switched on by camel.server.enabled=true", e);
        }
        events.open(settings.callbackPath(), listener);
        LOG.info("Zoom connections can be authorized at {}{}", settings.connectionsPath(),
                settings.access() == null ? ", from this machine only" : "");
    }

    /** One thread, so that a route sees things in their order; none while nothing happens. */
    private ExecutorService pool() {
        ThreadPoolProfile profile = new ThreadPoolProfile("ZoomAuthorize");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(MOST_WAITING);
        profile.setKeepAliveTime(10L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getEndpoint().getCamelContext().getExecutorServiceManager().newThreadPool(this, "ZoomAuthorize", profile);
    }

    @Override
    protected void doStop() throws Exception {
        events.close(settings.callbackPath(), listener);
        ServiceHelper.stopAndShutdownServices(pages);
        pages.clear();
        if (routes != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(routes);
            routes = null;
        }
        super.doStop();
    }

    private void hand(AuthorizationEvent event) {
        ExecutorService pool = routes;
        try {
            if (pool == null) {
                throw new RejectedExecutionException("the route is stopping");
            }
            pool.execute(() -> route(event));
        } catch (RejectedExecutionException e) {
            getExceptionHandler().handleException("The route was not told that connection " + event.connection() + " is "
                    + event.status(), e);
        }
    }

    private void route(AuthorizationEvent event) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(event);
            exchange.getMessage().setHeader(CONNECTION, event.connection());
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
        }
    }
}
