package io.github.camelzoom.consumer;

import java.util.function.Consumer;

import io.github.camelzoom.client.event.EventEnvelope;
import io.github.camelzoom.client.event.EventTypes;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;

/**
 * What an endpoint wants of its event consumers.
 *
 * @param options    of the endpoint
 * @param settings   of the component
 * @param repository what is remembered of events; null for a memory of the route
 * @param listener   hears of every event, wanted or not; must not block
 * @param bearer     goes with each event; null for none
 * @param services   of the context
 * @param recovery   null when missed events are not looked up
 */
public record EventPlan(EventOptions options, EventSettings settings, IdempotentRepository repository,
        Consumer<EventEnvelope> listener, BearerHeader bearer, EventServices services,
        EventRecovery.Source recovery) {

    /**
     * The recovery of a consumer, to be started by it.
     *
     * @param consumer names it, the same after a restart
     */
    public EventRecovery recovery(CamelContext context, String consumer) {
        return recovery == null ? EventRecovery.NONE : recovery.open(context, consumer);
    }

    /**
     * Starts the repository, and brings events to a route with it.
     *
     * @param memory   whose memory it is when there is no repository
     * @param recovery of the consumer
     */
    public EventDelivery delivery(CamelContext context, EventDelivery.Exchanges exchanges, AsyncProcessor route,
            String memory, EventRecovery recovery) {
        IdempotentRepository events = repository != null
                ? repository
                : recovery.remembering(services.memories().of(memory, rememberedKeys()));
        CamelContextAware.trySetCamelContext(events, context);
        ServiceHelper.startService(events);
        return new EventDelivery(exchanges, route, EventTypes.parse(options.getEventTypes()), listener, events,
                services.inFlight(), bearer);
    }

    /** Webhooks have two keys each. */
    private int rememberedKeys() {
        long keys = options.getSecretToken() == null ? 1 : 2;
        return (int) Math.min(Integer.MAX_VALUE, keys * settings.getRememberedEvents());
    }
}
