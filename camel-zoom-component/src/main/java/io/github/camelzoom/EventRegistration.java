package io.github.camelzoom;

import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.client.event.SubscriptionPlan;
import io.github.camelzoom.consumer.EventAccess;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.consumer.register.ApiSubscriptions;
import io.github.camelzoom.consumer.register.RegistrationService;
import io.github.camelzoom.consumer.register.WebhookRegistration;
import io.github.camelzoom.producer.ApiClient;
import org.apache.camel.CamelContext;

/** Option {@code webhookAutoRegister}: what it needs, told at the start, and the service that does it. */
final class EventRegistration {

    private EventRegistration() {}

    /**
     * @param  option                   by which the URL was given
     * @param  url                      public, where Zoom is to send the events
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    static RegistrationService of(ZoomEndpoint endpoint, String option, String url) {
        EventOptions options = endpoint.getEventOptions();
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("webhookAutoRegister=true needs " + option
                    + ", the public https URL under which Zoom reaches this application");
        }
        ZoomConnections connections = endpoint.getComponent().opened();
        Supplier<ApiClient> api = connections.open(endpoint.getConfiguration());
        SubscriptionPlan plan = new SubscriptionPlan(SubscriptionPlan.publicUrl(option, url, options.getWebhookPath()),
                EventTypes.names(options.getEventTypes()), accountId(connections, endpoint, api.get()), customHeader(endpoint),
                options.secrets().get(0));
        CamelContext context = endpoint.getCamelContext();
        ZoomRuntime runtime = ZoomRuntime.of(context);
        return new RegistrationService(context, new WebhookRegistration(plan, new ApiSubscriptions(api), context::isStarted,
                endpoint.getComponent().getEventSettings().getRegistrationInterval(), runtime.timer(), runtime.executor(),
                runtime.random(), SystemTime.clock()),
                endpoint.getComponent().isHealthCheckConsumerEnabled());
    }

    private static String accountId(ZoomConnections connections, ZoomEndpoint endpoint, ApiClient api) {
        OAuthSettings oauth = connections.settings(endpoint.getConfiguration()).oauth();
        String who = "webhookAutoRegister=true on connection '" + api.name() + "'";
        if (api.bearer() == null) {
            throw new IllegalArgumentException(who + " needs a bearer, and authScheme=" + oauth.authScheme() + " has none");
        }
        if (oauth.effectiveGrant().needsPerson()) {
            throw new IllegalArgumentException(who + ": subscriptions belong to the app and not to a person. Use a connection"
                    + " with accountId, of a server-to-server app or with oauthGrant=" + OAuthGrant.CLIENT_CREDENTIALS);
        }
        if (oauth.accountId() == null) {
            throw new IllegalArgumentException(who + " needs accountId, the account whose events Zoom is to send");
        }
        return oauth.accountId();
    }

    private static Map<String, Object> customHeader(ZoomEndpoint endpoint) {
        EventAccess access = endpoint.getComponent().getEventSettings().getAccess();
        if (access == null) {
            return Map.of();
        }
        Map<String, Object> header = access.customHeader();
        if (header.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhookAutoRegister=true: Zoom cannot be told what eventSettings.access asks for."
                            + " Use EventAccess.basic, or EventAccess.header with a name that begins with x-, or make the subscription"
                            + " in Zoom's portal");
        }
        return header;
    }
}
