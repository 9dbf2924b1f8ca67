package io.github.camelzoom;

/** Makes the endpoint that camel-webhook can use; apart, since to load this class already needs camel-webhook. */
final class WebhookEndpoints {

    private WebhookEndpoints() {}

    static ZoomEndpoint create(String uri, ZoomComponent component) {
        return new ZoomWebhookEndpoint(uri, component, component.getConfiguration().copy());
    }
}
