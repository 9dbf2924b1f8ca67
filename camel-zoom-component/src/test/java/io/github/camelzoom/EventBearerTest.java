package io.github.camelzoom;

import java.util.List;

import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** {@code injectAuthorization} on events: the same header as on what is polled. */
class EventBearerTest extends ZoomTestSupport {

    private WebhookSender server;
    private ZoomComponent component;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = WebhookSender.start(context);
        component = context.getComponent("zoom", ZoomComponent.class);
        component.setWebSocketUrl(simulator().webSocketUrl().toString());
        return context;
    }

    @AfterEach
    void stop() {
        // Before the simulator forgets its tokens.
        context.stop();
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).log("${headers} ${exchange}").to("mock:events").filter(header("CamelZoomEvent").isEqualTo("call"))
                        .setHeader("CamelHttpMethod", constant("GET"))
                        .to("http://127.0.0.1:" + simulator().port() + "/v2/users?bridgeEndpoint=true").to("mock:me");
            }
        });
    }

    private MockEndpoint events() {
        return getMockEndpoint("mock:events");
    }

    private int send(String name) throws Exception {
        return server.send("/zoom/events", SECRET, event(name, 1, "1")).statusCode();
    }

    @Test
    void aWebhookCarriesTheBearerForTheNextStepAndShowsItToNobody() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            route("zoom:events?injectAuthorization=true&secretToken=" + SECRET);
            assertThat(send("call")).isEqualTo(200);
            assertThat(getMockEndpoint("mock:me").getReceivedCounter()).isEqualTo(1);
            Message message = events().getExchanges().get(0).getMessage();
            assertThat(message.getHeader("Authorization")).isInstanceOf(ZoomBearer.class);
            String bearer = message.getHeader("Authorization", String.class);
            assertThat(bearer).startsWith("Bearer ");
            assertThat(message.getHeader("Authorization").toString()).doesNotContain(bearer.substring(7));
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(bearer.substring(7)));
        }
    }

    @Test
    void anEventOfTheWebSocketCarriesItToo() throws Exception {
        route("zoom:events?injectAuthorization=true&subscriptionId=s1");
        await().until(() -> simulator().events().sockets().subscription("s1").connected());
        simulator().events().sockets().subscription("s1").send(new SimulatedEvent("", "", event("meeting.started", 1, "1")));
        await().until(() -> events().getReceivedCounter() == 1);
        assertThat(events().getExchanges().get(0).getMessage().getHeader("Authorization")).isInstanceOf(ZoomBearer.class);
    }

    @Test
    void whileThereIsNoTokenZoomIsToldToComeAgain() throws Exception {
        component.getConfiguration().setOauthClientSecret("wrong");
        route("zoom:events?injectAuthorization=true&secretToken=" + SECRET);
        assertThat(send("meeting.started")).isEqualTo(503);
        assertThat(events().getReceivedCounter()).isZero();
    }

    @Test
    void withoutTheOptionThereIsNoHeaderAndNoToken() throws Exception {
        route("zoom:events?secretToken=" + SECRET);
        assertThat(send("meeting.started")).isEqualTo(200);
        assertThat(events().getExchanges().get(0).getMessage().getHeaders()).doesNotContainKey("Authorization");
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "authScheme=NONE|has no bearer",
            "connection=nobody|There is no connection 'nobody'" })
    void aConnectionWithoutABearerIsToldAtTheStart(String options, String message) {
        for (String transport : List.of("secretToken=a", "subscriptionId=a")) {
            assertThatThrownBy(() -> route("zoom:events?injectAuthorization=true&" + transport + "&" + options))
                    .hasStackTraceContaining(transport.startsWith("sub") && options.startsWith("auth")
                            ? "needs a bearer"
                            : message);
        }
    }
}
