package io.github.camelzoom.consumer.webhook;

import java.net.http.HttpResponse;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.camelzoom.consumer.webhook.WebhookSender.SECRET;
import static io.github.camelzoom.consumer.webhook.WebhookSender.event;
import static org.assertj.core.api.Assertions.assertThat;

/** A server that shows stack traces and sends request headers back, unless it is kept from it. */
class OtherServersTest {

    private static final String PATH = "/zoom/events";

    private final CamelContext context = new DefaultCamelContext();
    private WebhookSender zoom;

    @BeforeEach
    void start() throws Exception {
        int port = WebhookSender.freePort();
        zoom = new WebhookSender(port);
        RestConfiguration rest = new RestConfiguration();
        rest.setComponent("netty-http");
        rest.setHost("127.0.0.1");
        rest.setPort(port);
        context.setRestConfiguration(rest);
        context.addComponent("zoom", new ZoomComponent(context));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?httpServerComponent=netty-http&secretToken=" + SECRET).routeId("events").choice()
                        .when(header("CamelZoomEvent").isEqualTo("bad"))
                        .throwException(new IllegalStateException("secret detail"))
                        .otherwise().to("mock:events");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private HttpResponse<String> send(String body) throws Exception {
        return zoom.post(PATH, body).signed(SECRET).header("x-mine", "1").send();
    }

    @Test
    void bytesArriveAndNothingOfTheRequestComesBack() throws Exception {
        String body = event("meeting.started", 1, "1");
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "x-zm-signature", "x-zm-request-timestamp");
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        assertThat(events.getExchanges().get(0).getMessage().getBody(String.class)).isEqualTo(body);
        assertThat(events.getExchanges().get(0).getMessage().getHeaders()).doesNotContainKeys("x-mine", "x-zm-signature");
    }

    @Test
    void aFailureOfTheRouteShowsNothing() throws Exception {
        HttpResponse<String> answer = send(event("bad", 1, "1"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void formsAndDoubledSignaturesAreRefused() throws Exception {
        assertThat(zoom.post(PATH, "a=b").signed(SECRET).type("application/x-www-form-urlencoded").send().statusCode())
                .isEqualTo(415);
        assertThat(zoom.post(PATH, event("e", 1, "1")).signed(SECRET).signed(SECRET).send().statusCode()).isEqualTo(401);
    }
}
