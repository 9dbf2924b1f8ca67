package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventPlan;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Takes webhooks behind a server that somebody else has opened, as {@code webhook:zoom:events} does: the same checks,
 * answers and exchanges.
 */
public final class WebhookService extends ServiceSupport implements AsyncProcessor, EventDelivery.Exchanges {

    private final Endpoint endpoint;
    private final AsyncProcessor processor;
    private final ExceptionHandler failures;
    private final WebhookRoute route;
    private volatile WebhookHandler handler;

    /**
     * @param next the route
     */
    public WebhookService(Endpoint endpoint, Processor next, EventPlan plan) {
        this.endpoint = endpoint;
        this.processor = AsyncProcessorConverterHelper.convert(next);
        this.failures = new LoggingExceptionHandler(endpoint.getCamelContext(), getClass());
        this.route = new WebhookRoute(endpoint.getCamelContext(), plan, endpoint.getEndpointUri());
    }

    @Override
    protected void doStart() {
        handler = new WebhookHandler(List.of(route.start(this, processor, this::isStarted)));
        route.recover();
    }

    /** Events come again after Zoom may have sent none. */
    public void live() {
        route.recovery().live();
    }

    @Override
    protected void doStop() {
        route.stop(false);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return handler.process(exchange, callback);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        handler.process(exchange);
    }

    @Override
    public CompletableFuture<Exchange> processAsync(Exchange exchange) {
        return handler.processAsync(exchange);
    }

    @Override
    public Exchange create() {
        return endpoint.createExchange();
    }

    @Override
    public void done(Exchange exchange) {
        if (exchange.getException() != null) {
            failures.handleException("Error processing exchange", exchange, exchange.getException());
        }
    }
}
