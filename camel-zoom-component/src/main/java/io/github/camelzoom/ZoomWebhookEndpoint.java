package io.github.camelzoom;

import java.util.List;

import io.github.camelzoom.consumer.webhook.WebhookService;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;

/**
 * {@code zoom:events} as the meta-component of camel-webhook uses it: {@code webhook:zoom:events?...}. Same checks, answers
 * and exchanges as without it.
 */
public final class ZoomWebhookEndpoint extends ZoomEndpoint implements WebhookCapableEndpoint {

    ZoomWebhookEndpoint(String uri, ZoomComponent component, ZoomConfiguration configuration) {
        super(uri, component, configuration);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new WebhookService(this, next, new EventSource(this).webhookPlan());
    }

    /** Does nothing: the server does not listen yet when this is called, and Zoom would ask it at once. */
    @Override
    public void registerWebhook() {}

    /** Does nothing, as nothing was registered. */
    @Override
    public void unregisterWebhook() {}

    @Override
    public void setWebhookConfiguration(WebhookConfiguration configuration) {
        // Path and server are camel-webhook's business.
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }
}
