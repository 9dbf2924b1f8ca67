package io.github.camelzoom;

/** Makes the endpoint that camel-webhook can use; apart, so that only whoever calls it needs camel-webhook. */
final class WebhookEndpoints {

    private static final String CAPABLE = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    private WebhookEndpoints() {}

    static boolean isPossible(ZoomComponent component) {
        return component.getCamelContext().getClassResolver().resolveClass(CAPABLE) != null;
    }

    static ZoomEndpoint create(String uri, ZoomComponent component) {
        return Maker.make(uri, component);
    }

    /** Apart again: the JVM loads what a method returns when it verifies the class, before anything of it has run. */
    private static final class Maker {

        static ZoomEndpoint make(String uri, ZoomComponent component) {
            return new ZoomWebhookEndpoint(uri, component, component.getConfiguration().copy());
        }
    }
}
