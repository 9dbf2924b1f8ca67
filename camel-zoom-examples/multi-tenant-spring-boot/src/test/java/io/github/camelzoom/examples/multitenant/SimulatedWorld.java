package io.github.camelzoom.examples.multitenant;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.WebhookSubscription;

/** A simulated Zoom with the account of the service, its published app, and the accounts of two customers. */
final class SimulatedWorld implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    private final ZoomSimulator zoom = ZoomSimulator.start();
    private final Map<String, SimulatedUser> people = new TreeMap<>();
    private final URI service;
    private final WebhookSubscription webhook;

    /**
     * @param service where the service will be
     */
    SimulatedWorld(URI service) {
        this.service = service;
        app().redirectUris(service.resolve("/zoom/callback").toString());
        webhook = zoom.events().webhook(app(), service.resolve("/zoom/events"));
        add("acme", "Board meeting", "Product launch");
        add("globex", "Weekly sync");
    }

    private void add(String name, String... topics) {
        SimulatedAccount account = zoom.accounts().add("account-of-" + name);
        SimulatedUser person = account.users().get(0);
        for (String topic : topics) {
            account.addMeeting(person, topic);
        }
        people.put(name, person);
    }

    ZoomSimulator zoom() {
        return zoom;
    }

    SimulatedApp app() {
        return zoom.defaultAccount().generalApp();
    }

    SimulatedUser person(String tenant) {
        return people.get(tenant);
    }

    /** The person removes the app on the marketplace: their tokens end, and Zoom tells the app. */
    void uninstall(String tenant) {
        SimulatedUser person = person(tenant);
        zoom.consents().uninstall(app(), person);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("event", "app_deauthorized");
        body.putObject("payload").put("account_id", "account-of-" + tenant).put("user_id", person.id())
                .put("client_id", app().clientId()).put("deauthorization_time", zoom.clock().instant().toString())
                .put("signature", "of-former-times");
        webhook.send(SimulatedEvent.of(body));
    }

    /** What the service's environment would tell it. */
    Map<String, Object> properties(Path data) {
        SimulatedApp own = zoom.defaultAccount().serverToServerApp();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", service.getPort());
        properties.put("server.address", "127.0.0.1");
        properties.put("service.data", data.toAbsolutePath());
        properties.put("camel.component.zoom.base-url", zoom.baseUrl());
        properties.put("camel.component.zoom.oauth-url", zoom.oauthUrl());
        properties.put("TOKEN_KEY", Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        properties.put("OPERATOR_PASSWORD", "operator-password");
        properties.put("APP_CLIENT_ID", app().clientId());
        properties.put("APP_CLIENT_SECRET", app().clientSecret());
        properties.put("APP_SECRET_TOKEN", app().secretToken());
        properties.put("CHATBOT_JID", "v1bot@xmpp.zoom.us");
        properties.put("CHAT_CHANNEL_JID", "operators@conference.xmpp.zoom.us");
        properties.put("CHAT_USER_JID", "installer@xmpp.zoom.us");
        properties.put("ZOOM_ACCOUNT_ID", own.accountId());
        properties.put("ZOOM_CLIENT_ID", own.clientId());
        properties.put("ZOOM_CLIENT_SECRET", own.clientSecret());
        properties.put("CHATBOT_CLIENT_ID", app().clientId());
        properties.put("CHATBOT_CLIENT_SECRET", app().clientSecret());
        return properties;
    }

    @Override
    public void close() {
        zoom.close();
    }
}
