package io.github.camelzoom;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.client.socket.SocketContext;
import io.github.camelzoom.client.socket.SocketTimes;
import io.github.camelzoom.consumer.BearerHeader;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.consumer.EventPlan;
import io.github.camelzoom.consumer.socket.SocketConsumer;
import io.github.camelzoom.consumer.webhook.WebhookConsumer;
import io.github.camelzoom.producer.ApiClient;
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
     * For webhooks that camel-webhook serves.
     *
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    EventPlan webhookPlan() {
        if (options.getSecretToken() == null) {
            throw new IllegalArgumentException("zoom:events needs secretToken, the secret token of the app's event"
                    + " subscription, to take webhooks, or subscriptionId to connect by WebSocket");
        }
        options.secrets();
        return plan(options.getWebhookPath());
    }

    /** @param live what tells the events from those of other endpoints */
    private EventPlan plan(String live) {
        EventTypes.parse(options.getEventTypes());
        return new EventPlan(options, endpoint.getComponent().getEventSettings(), endpoint.getPoll().getIdempotentRepository(),
                new DeauthorizedApp(endpoint.getComponent()), bearer(), runtime().events(), GapRepair.of(endpoint, live));
    }

    private BearerHeader bearer() {
        return endpoint.isInjectAuthorization()
                ? new BearerHeader(endpoint.getComponent().opened().open(endpoint.getConfiguration()),
                        ZoomEndpoint::writeBearer)
                : null;
    }

    /**
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    Consumer consumer(Processor processor) {
        if (options.getSubscriptionId() != null) {
            return socket(processor);
        }
        EventPlan plan = webhookPlan();
        PlainPath.check("webhookPath", options.getWebhookPath());
        WebhookConsumer consumer = new WebhookConsumer(endpoint, processor, plan, runtime().webhooks(),
                endpoint.getHttpServerComponent(), options.isWebhookAutoRegister()
                        ? EventRegistration.of(endpoint, "webhookUrl", options.getWebhookUrl())
                        : null);
        consumer.checkHealth(endpoint.getComponent().isHealthCheckConsumerEnabled());
        consumer.reserve();
        return consumer;
    }

    private Consumer socket(Processor processor) {
        if (options.getSecretToken() != null) {
            throw new IllegalArgumentException("zoom:events: subscriptionId is for WebSocket and secretToken for webhooks; use"
                    + " two routes to have both");
        }
        if (options.getSubscriptionId().isBlank()) {
            throw new IllegalArgumentException("zoom:events: subscriptionId is empty");
        }
        ZoomConnections connections = endpoint.getComponent().opened();
        ApiClient api = connections.open(endpoint.getConfiguration()).get();
        if (api.bearer() == null) {
            throw new IllegalArgumentException("zoom:events with subscriptionId needs a bearer, and authScheme="
                    + endpoint.getConfiguration().getAuthScheme() + " has none");
        }
        ZoomRuntime runtime = runtime();
        SocketContext context = new SocketContext(connections.webSocket(endpoint.getConfiguration()),
                options.getSubscriptionId().strip(), api.bearer(), runtime.sockets(), runtime.timer(), runtime.socketSteps(),
                SystemTime.clock(), SystemTime.nanos(), runtime.random());
        return new SocketConsumer(endpoint, processor, plan(context.subscriptionId()), context, SocketTimes.ZOOMS,
                endpoint.getComponent().isHealthCheckConsumerEnabled());
    }

    private ZoomRuntime runtime() {
        return ZoomRuntime.of(endpoint.getCamelContext());
    }
}
