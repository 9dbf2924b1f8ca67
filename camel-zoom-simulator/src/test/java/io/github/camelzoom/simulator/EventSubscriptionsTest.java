package io.github.camelzoom.simulator;

import java.net.URI;
import java.time.Instant;

import com.sun.net.httpserver.HttpServer;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.Signatures;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class EventSubscriptionsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String PATH = "/v2/marketplace/app/event_subscription";

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private Client client;
    private HttpServer receiver;
    private volatile String secret;

    @BeforeEach
    void world() throws Exception {
        zoom = ZOOM.simulator();
        app = zoom.defaultAccount().serverToServerApp();
        secret = app.secretToken();
        client = Client.authorized(zoom);
        receiver = HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String plain = body.replaceAll(".*\"plainToken\":\"([^\"]*)\".*", "$1");
            byte[] answer = ("{\"plainToken\":\"" + plain + "\",\"encryptedToken\":\"" + Signatures.encrypted(secret, plain)
                    + "\"}")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private Client.Reply create(String event, String more) {
        return client.call("POST", PATH, "{\"events\":[\"" + event + "\"],\"event_webhook_url\":\"http://127.0.0.1:"
                + receiver.getAddress().getPort() + "/zoom\",\"subscription_scope\":\"account\"" + more + "}");
    }

    private String list() {
        return client.get(PATH + "?user_id=x&account_id=y").json().path("event_subscriptions").toString();
    }

    @Test
    void aSubscriptionIsMadeListedServedAndRemoved() {
        Client.Reply created = create("meeting.started", ",\"event_subscription_name\":\"mine\"");
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("event_subscription_id").asText();
        assertThat(list()).contains(id, "mine", "meeting.started");

        WebhookSubscription hook = zoom.events().webhooks().get(0);
        assertThat(hook.id()).isEqualTo(id);
        zoom.events().emit(EventSamples.of("meeting.ended", app.accountId(), 1, Instant.EPOCH));
        zoom.events().emit(EventSamples.of("meeting.started", app.accountId(), 1, Instant.EPOCH));
        assertThat(hook.deliveries()).singleElement().satisfies(d -> assertThat(d.event().name()).isEqualTo("meeting.started"));

        assertThat(client.call("PATCH", PATH + "/" + id, "{\"account_id\":\"y\"}").status()).isEqualTo(204);
        assertThat(client.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(client.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(list()).isEqualTo("[]");
        assertThat(zoom.events().webhooks()).isEmpty();
    }

    @Test
    void aReceiverThatDoesNotKnowTheSecretGetsNone() {
        secret = "another";
        Client.Reply refused = create("meeting.started", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).contains("URL validation failed");
        assertThat(list()).isEqualTo("[]");
        assertThat(zoom.events().webhooks()).isEmpty();
    }

    @Test
    void unknownEventsAndForeignAppsAreRefused() {
        assertThat(create("meeting.exploded", "").json().path("code").asInt()).isEqualTo(1602);
        String id = create("meeting.started", "").json().path("event_subscription_id").asText();
        client.bearer(client.accountToken(zoom.defaultAccount().addServerToServerApp()).json().path("access_token").asText());
        assertThat(client.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(list()).isEqualTo("[]");
    }

    @Test
    void customHeadersAreSentWithZoomsPrefix() {
        create("meeting.started", ",\"custom_header\":{\"custom_header_type\":3,\"custom_header_key\":\"key\","
                + "\"custom_header_value\":\"value\"}");
        assertThat(zoom.events().webhooks().get(0).target().url())
                .isEqualTo(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/zoom"));
        assertThat(zoom.events().webhooks().get(0).furtherHeaders()).containsEntry("x-key", "value");
        create("meeting.started",
                ",\"custom_header\":{\"custom_header_type\":1,\"username\":\"u\",\"password\":\"p\"}");
        assertThat(zoom.events().webhooks().get(1).furtherHeaders()).containsEntry("Authorization", Client.basic("u", "p"));
    }
}
