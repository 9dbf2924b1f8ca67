package io.github.camelzoom.consumer.socket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.event.MalformedEventException;
import io.github.camelzoom.client.socket.SocketContext;
import io.github.camelzoom.client.socket.SocketSession;
import io.github.camelzoom.client.socket.SocketStatus;
import io.github.camelzoom.client.socket.SocketTimes;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.EventRecovery;
import io.github.camelzoom.consumer.EventTransport;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from("zoom:events?subscriptionId=...")}: keeps the subscription connected for as long as the route runs, and gives
 * it one event after another, in Zoom's order. A route that fails has its error handler; the event does not come again.
 */
@ManagedResource(description = "Zoom's events over a WebSocket")
public class SocketConsumer extends DefaultConsumer
        implements
            Suspendable,
            EventDelivery.Exchanges,
            SocketSession.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConsumer.class);
    private static final long STOP_SECONDS = 10;

    private final EventPlan plan;
    private final SocketContext context;
    private final SocketTimes times;
    private volatile SocketSession session;
    private volatile EventDelivery delivery;
    private volatile EventRecovery recovery = EventRecovery.NONE;
    /** Whether there was no connection since the start. */
    private volatile boolean first;
    private ExecutorService thread;

    /**
     * @param healthChecked whether its health counts
     */
    public SocketConsumer(Endpoint endpoint, Processor processor, EventPlan plan, SocketContext context, SocketTimes times,
            boolean healthChecked) {
        super(endpoint, processor);
        this.plan = plan;
        this.context = context;
        this.times = times;
        SocketHealthCheck health = new SocketHealthCheck("consumer:zoom-" + context.subscriptionId(), context.subscriptionId(),
                this::status, () -> recovery.states());
        health.setEnabled(healthChecked);
        setHealthCheck(health);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String memory = getRouteId() != null ? getRouteId() : getEndpoint().getEndpointUri();
        recovery = plan.recovery(getEndpoint().getCamelContext(), memory);
        delivery = plan.delivery(getEndpoint().getCamelContext(), this, getAsyncProcessor(), memory, recovery);
        thread = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "ZoomSocket");
        session = new SocketSession(context, times, this);
        begin();
    }

    @Override
    public CompletionStage<?> event(byte[] json) {
        try {
            EventMessage event = EventMessage.read(json, EventTransport.WEBSOCKET);
            // What a route fails with was reported with its exchange.
            return delivery.admits(event)
                    ? delivery.deliver(event, thread).exceptionally(failure -> false)
                    : CompletableFuture.completedStage(false);
        } catch (MalformedEventException e) {
            LOG.warn("Subscription {} brought what is no event: {}", context.subscriptionId(), e.getMessage());
            return CompletableFuture.completedStage(false);
        }
    }

    @Override
    public void connected(Duration gap) {
        // A connection that was renewed without a gap has missed nothing.
        if (gap != null || first) {
            first = false;
            recovery.live();
        }
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

    /** How the connection stands. */
    public SocketStatus status() {
        SocketSession running = session;
        return running == null ? SocketStatus.STOPPED : running.status();
    }

    @ManagedAttribute(description = "The subscription")
    public String getSubscriptionId() {
        return context.subscriptionId();
    }

    @ManagedAttribute(description = "How the connection stands")
    public String getState() {
        return status().phase().name();
    }

    @ManagedAttribute(description = "When the last event came")
    public String getLastEvent() {
        return String.valueOf(status().lastEvent());
    }

    @ManagedAttribute(description = "How many connections were made")
    public long getConnections() {
        return status().connections();
    }

    @Override
    protected void doSuspend() throws Exception {
        stopSession();
        recovery.pause();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        begin();
    }

    @Override
    protected void doStop() throws Exception {
        if (session != null) {
            stopSession();
            recovery.pause();
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(thread);
        }
        recovery.close();
        super.doStop();
    }

    private void begin() {
        first = true;
        recovery.start(delivery, () -> true);
        session.start();
    }

    private void stopSession() throws Exception {
        try {
            session.stop().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            session.hold().thenAccept(left -> LOG.warn("The route is still busy with an event of subscription {}. {} more have"
                    + " arrived: they come when it is resumed, and are lost when it is stopped", context.subscriptionId(),
                    left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
