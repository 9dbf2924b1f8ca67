package io.github.camelzoom;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.InteractiveCallbacks.Reply;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A chatbot from end to end: Zoom tells of a command or a choice, the route answers, and Zoom takes the answer. */
class ChatbotTest extends ZoomTestSupport {

    private static final String CARD = "{\"content\":{\"head\":{\"text\":\"Approved\"}}}";

    private final ObjectMapper json = new ObjectMapper();
    private WebhookSender server;
    private WebhookSubscription zoom;

    private static SimulatedApp app() {
        return simulator().defaultAccount().generalApp();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = WebhookSender.start(context);
        ZoomConnection chatbot = new ZoomConnection();
        chatbot.setOauthGrant(OAuthGrant.CLIENT_CREDENTIALS);
        chatbot.setClient(new ZoomClient(app().clientId(), app().clientSecret()));
        ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
        component.setConnections(Map.of("chatbot", chatbot));
        // A test turns Zoom's clock on.
        component.getEventSettings().setSignatureMaxAhead(Duration.ofHours(1));
        return context;
    }

    @BeforeEach
    void subscribe() {
        zoom = simulator().events().webhook(app(), URI.create(server.url("/zoom/events")));
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?eventTypes=interactive_message_*&secretToken=" + app().secretToken()).setBody(constant(CARD))
                        .to("zoom:reply");
                from("zoom:events?eventTypes=bot_notification&secretToken=" + app().secretToken()).process(exchange -> {
                    JsonNode command = json.readTree(exchange.getMessage().getBody(byte[].class)).path("payload");
                    exchange.getMessage().setBody(Map.of("robot_jid", command.path("robotJid").asText(), "to_jid",
                            command.path("toJid").asText(), "user_jid", command.path("userJid").asText(), "account_id",
                            command.path("accountId").asText(), "content", Map.of(
                                    "head", Map.of("text", "You said " + command.path("cmd").asText()))));
                }).to("zoom:im/chat/messages/create?connection=chatbot");
            }
        };
    }

    private WebhookDelivery send(SimulatedEvent event) {
        WebhookDelivery delivery = zoom.send(event);
        await().atMost(20, TimeUnit.SECONDS).until(() -> delivery.state() != WebhookDelivery.State.PENDING
                || delivery.attempts().stream().anyMatch(attempt -> attempt.retried()));
        return delivery;
    }

    private static SimulatedEvent event(String name) {
        return EventSamples.of(name, app().accountId(), 1, simulator().clock().instant());
    }

    @ParameterizedTest
    @ValueSource(strings = { "interactive_message_actions", "interactive_message_editable",
            "interactive_message_fields_editable" })
    void aChoiceIsAnsweredOnceAtTheAddressThatItBrought(String name) {
        SimulatedEvent asked = simulator().callbacks().open(event(name));
        assertThat(send(asked).state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(simulator().callbacks().replies()).containsExactly(new Reply(asked, CARD));
        assertThat(send(asked).state()).as("Zoom sends it again").isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(simulator().callbacks().replies()).hasSize(1);
    }

    @Test
    void anAnswerThatComesTooLateFailsTheRoute() {
        SimulatedEvent asked = simulator().callbacks().open(event("interactive_message_actions"));
        simulator().clock().advance(Duration.ofMinutes(31));
        assertThat(send(asked).attempts().get(0).status()).isEqualTo(503);
        assertThat(simulator().callbacks().replies()).isEmpty();
    }

    @Test
    void aCommandIsAnsweredByAMessageOfTheBot() throws Exception {
        SimulatedEvent command = event("bot_notification");
        assertThat(send(command).state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        JsonNode body = json.readTree(simulator().journal().apiRequests("im/chat/messages/create").get(0).bodyText());
        JsonNode payload = json.readTree(command.json()).path("payload");
        assertThat(body.path("to_jid")).isEqualTo(payload.path("toJid"));
        assertThat(body.path("robot_jid")).isEqualTo(payload.path("robotJid"));
        assertThat(body.path("account_id").asText()).isEqualTo(app().accountId());
        assertThat(body.at("/content/head/text").asText()).isEqualTo("You said " + payload.path("cmd").asText());
    }
}
