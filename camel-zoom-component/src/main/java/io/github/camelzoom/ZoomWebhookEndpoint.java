package io.github.camelzoom;

import java.util.List;

import io.github.camelzoom.consumer.register.RegistrationService;
import io.github.camelzoom.consumer.webhook.WebhookService;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;

/**
 * {@code zoom:events} as the meta-component of camel-webhook uses it: {@code webhook:zoom:events?...}. Same checks, answers
 * and exchanges as without it.
 */
public final class ZoomWebhookEndpoint extends ZoomEndpoint implements WebhookCapableEndpoint {

    private RegistrationService registration;
    private volatile WebhookService service;
    private WebhookConfiguration webhook;

    ZoomWebhookEndpoint(String uri, ZoomComponent component, ZoomConfiguration configuration) {
        super(uri, component, configuration);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        service = new WebhookService(this, next, new EventSource(this).webhookPlan());
        return service;
    }

    /**
     * Tells Zoom the URL once the context has started, since the server does not listen yet when this is called, and Zoom
     * asks it at once. Without {@code webhookExternalUrl} nothing can be told: camel-webhook has {@code webhookAutoRegister}
     * on unless it is switched off.
     */
    @Override
    public void registerWebhook() throws Exception {
        if (webhook.getWebhookExternalUrl() != null) {
            if (registration == null) {
                registration = EventRegistration.of(this, "webhookExternalUrl", webhook.computeFullExternalUrl());
            }
            registration.start("webhook" + webhook.computeFullPath(false), this::live);
        }
    }

    private void live() {
        WebhookService current = service;
        if (current != null) {
            current.live();
        }
    }

    /** Called when the route is removed, but also when the context stops, which removes nothing. */
    @Override
    public void unregisterWebhook() {
        if (registration != null) {
            registration.shutdown();
        }
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration configuration) {
        webhook = configuration;
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }
}
