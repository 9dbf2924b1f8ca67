package io.github.camelzoom;

import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.webhook.WebhookConsumer;
import io.github.camelzoom.server.PlainPath;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** {@code zoom:events}: which transport its options ask for, and the consumer of that. */
final class EventSource {

    private final ZoomEndpoint endpoint;
    private final EventOptions options;

    EventSource(ZoomEndpoint endpoint) {
        this.endpoint = endpoint;
        this.options = endpoint.getEventOptions();
    }

    /**
     * Finds what is wrong with the options, before anything is opened.
     *
     * @throws IllegalArgumentException naming the option
     */
    void check() {
        if (options.getSecretToken() == null) {
            throw new IllegalArgumentException("zoom:events needs secretToken, the secret token of the app's event"
                    + " subscription, to take webhooks");
        }
        options.secrets();
        PlainPath.check("webhookPath", options.getWebhookPath());
        EventTypes.parse(options.getEventTypes());
    }

    EventPlan plan() {
        return new EventPlan(options, endpoint.getComponent().getEventSettings(), endpoint.getIdempotentRepository(),
                new DeauthorizedApp(endpoint.getComponent()), runtime().events());
    }

    Consumer consumer(Processor processor) {
        return new WebhookConsumer(endpoint, processor, plan(), runtime().webhooks(), endpoint.getHttpServerComponent());
    }

    private ZoomRuntime runtime() {
        return ZoomRuntime.of(endpoint.getCamelContext());
    }
}
