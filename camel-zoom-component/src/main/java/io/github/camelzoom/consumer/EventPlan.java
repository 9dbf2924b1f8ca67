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
 */
public record EventPlan(EventOptions options, EventSettings settings, IdempotentRepository repository,
        Consumer<EventEnvelope> listener, BearerHeader bearer, EventServices services) {

    /**
     * Starts the repository, and brings events to a route with it.
     *
     * @param memory whose memory it is when there is no repository
     */
    public EventDelivery delivery(CamelContext context, EventDelivery.Exchanges exchanges, AsyncProcessor route,
            String memory) {
        IdempotentRepository events = repository != null
                ? repository
                : services.memories().of(memory, settings.getRememberedEvents());
        CamelContextAware.trySetCamelContext(events, context);
        ServiceHelper.startService(events);
        return new EventDelivery(exchanges, route, EventTypes.parse(options.getEventTypes()), listener, events,
                services.inFlight(), bearer);
    }
}
