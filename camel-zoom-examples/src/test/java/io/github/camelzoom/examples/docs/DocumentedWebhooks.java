package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.ZoomEndpoint;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.catalogue.EventNames;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.WebhookTarget;
import org.apache.camel.Route;
import org.apache.camel.component.webhook.WebhookEndpoint;

/** Posts an event to the routes of a document that take webhooks. */
final class DocumentedWebhooks {

    static final String SECRET = "a-secret";

    private final ZoomSimulator zoom;
    private final int port;

    DocumentedWebhooks(ZoomSimulator zoom, int port) {
        this.zoom = zoom;
        this.port = port;
    }

    /**
     * Tells a route of an event that it wants.
     *
     * @param  meeting what an event of a meeting is about
     * @return         false when it takes no webhooks
     */
    boolean tell(Route route, Object meeting) throws IOException {
        String path = null;
        EventOptions options = null;
        if (route.getEndpoint() instanceof ZoomEndpoint endpoint && endpoint.getOperation().equals("events")) {
            options = endpoint.getEventOptions();
            path = options.getWebhookPath();
        } else if (route.getEndpoint() instanceof WebhookEndpoint webhook
                && webhook.getEndpoint() instanceof ZoomEndpoint own) {
            options = own.getEventOptions();
            path = webhook.getConfiguration().getWebhookPath();
        }
        if (options == null || options.getSecretToken() == null) {
            return false;
        }
        SimulatedApp app = zoom.defaultAccount().serverToServerApp();
        zoom.events().webhook(new WebhookTarget(URI.create("http://127.0.0.1:" + port + path), app.accountId(), app.clientId(),
                SECRET)).send(event(options.getEventTypes(), app.accountId(), meeting));
        return true;
    }

    private SimulatedEvent event(String types, String accountId, Object meeting) throws IOException {
        String wanted = types == null ? "meeting.started" : types.split(",")[0].strip();
        String pattern = wanted.toLowerCase(Locale.ROOT).replace(".", "\\.").replace("*", ".*");
        String name = new EventNames().all().stream().filter(known -> known.matches(pattern)).sorted().findFirst()
                .orElseThrow();
        SimulatedEvent event = EventSamples.of(name, accountId, 1, Instant.now());
        if (name.startsWith("interactive_message_")) {
            return zoom.callbacks().open(event);
        }
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(event.json());
        if (name.startsWith("meeting.") && body.at("/payload/object").isObject()) {
            body.withObject("/payload/object").put("id", meeting.toString());
        }
        return SimulatedEvent.of(body);
    }
}
