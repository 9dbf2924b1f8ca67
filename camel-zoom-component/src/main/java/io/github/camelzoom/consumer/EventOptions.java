package io.github.camelzoom.consumer;

import java.util.Arrays;
import java.util.List;

import io.github.camelzoom.client.auth.Secret;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code zoom:events}. Not thread-safe; each endpoint has its own. */
@UriParams
public class EventOptions {

    @UriParam(label = "consumer,security", secret = true, description = "The secret token of the app's event subscription (Feature, Access in Zoom's portal): zoom:events"
            + " then takes webhooks. While one secret replaces another: both, with a comma in between.")
    private String secretToken;
    @UriParam(label = "consumer", description = "The id of the event subscription whose method is WebSocket: zoom:events then connects to Zoom. Only"
            + " one connection at a time gets its events; in a cluster put master: before it.")
    private String subscriptionId;
    @UriParam(label = "consumer", defaultValue = "/zoom/events", description = "Where the webhooks of zoom:events come in. Several consumers may share a path.")
    private String webhookPath = "/zoom/events";
    @UriParam(label = "consumer", description = "The events that the route gets: names with commas in between, as in"
            + " meeting.started,recording.completed. An asterisk stands for any part. If not set, all.")
    private String eventTypes;
    @UriParam(label = "consumer", defaultValue = "AFTER_ROUTE", description = "When a webhook is acknowledged, so that Zoom does not repeat it. AFTER_ROUTE: when the route has"
            + " succeeded. AFTER_ENQUEUE: when it is in a queue in memory, whose content is lost when the process dies.")
    private EventAck ack = EventAck.AFTER_ROUTE;
    @UriParam(label = "consumer", description = "Whether zoom:events subscribes webhookUrl to the eventTypes at Zoom by itself, as soon as the server listens. It needs a"
            + " connection of the app, with its accountId. The subscription is removed with the route, not when the application stops.")
    private boolean webhookAutoRegister;
    @UriParam(label = "consumer", description = "The public https URL under which Zoom reaches webhookPath, for webhookAutoRegister. Of a URL without a path webhookPath"
            + " is the path.")
    private String webhookUrl;

    /**
     * The secrets of webhooks.
     *
     * @throws IllegalArgumentException when one is blank
     */
    public List<Secret> secrets() {
        List<String> parts = Arrays.stream(secretToken.split(",", -1)).map(String::strip).toList();
        if (parts.contains("")) {
            throw new IllegalArgumentException("zoom:events: secretToken is empty, or has an empty part. Without a secret"
                    + " anybody could send events; copy it from Feature, Access in Zoom's portal");
        }
        return parts.stream().map(Secret::of).toList();
    }

    public String getSubscriptionId() {
        return subscriptionId;
    }

    public void setSubscriptionId(String subscriptionId) {
        this.subscriptionId = subscriptionId;
    }

    public String getSecretToken() {
        return secretToken;
    }

    public void setSecretToken(String secretToken) {
        this.secretToken = secretToken;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public String getEventTypes() {
        return eventTypes;
    }

    public void setEventTypes(String eventTypes) {
        this.eventTypes = eventTypes;
    }

    public EventAck getAck() {
        return ack;
    }

    public void setAck(EventAck ack) {
        this.ack = ack;
    }

    public boolean isWebhookAutoRegister() {
        return webhookAutoRegister;
    }

    public void setWebhookAutoRegister(boolean webhookAutoRegister) {
        this.webhookAutoRegister = webhookAutoRegister;
    }

    public String getWebhookUrl() {
        return webhookUrl;
    }

    public void setWebhookUrl(String webhookUrl) {
        this.webhookUrl = webhookUrl;
    }
}
