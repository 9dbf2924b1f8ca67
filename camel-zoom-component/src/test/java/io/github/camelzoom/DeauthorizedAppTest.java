package io.github.camelzoom;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedApp;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The event that a person has removed the app, and what becomes of the connection. */
class DeauthorizedAppTest extends ZoomTestSupport {

    private static final String CALLBACK = "https://app.example.com/zoom/callback";

    private WebhookSender zoom;
    private SimulatedApp app;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        zoom = WebhookSender.start(context);
        return context;
    }

    @BeforeEach
    void connect() throws Exception {
        app = simulator().defaultAccount().generalApp().redirectUris(CALLBACK);
        ZoomConnection jane = new ZoomConnection();
        jane.setCallbackUrl(CALLBACK);
        jane.setOauthClientId(app.clientId());
        jane.setOauthClientSecret(app.clientSecret());
        jane.setTokenStore("memory://jane");
        context.getRegistry().bind("jane", jane);
        Secret browser = Secret.of("browser-secret");
        URI back = simulator().consents().approve(component().desk().begin("jane", browser), simulator().defaultAccount()
                .users().get(0));
        Map<String, String> query = Arrays.stream(back.getRawQuery().split("&")).map(pair -> pair.split("=", 2)).collect(
                Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        assertThat(component().desk().complete(browser, query.get("state"), query.get("code"), null).toCompletableFuture()
                .join().success()).isTrue();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?eventTypes=meeting.*&secretToken=" + WebhookSender.SECRET).to("mock:events");
            }
        });
    }

    private ZoomComponent component() {
        return context.getComponent("zoom", ZoomComponent.class);
    }

    private String state() {
        return component().desk().connections().stream().filter(view -> view.name().equals("jane")).findFirst().orElseThrow()
                .state();
    }

    private void deauthorize(String clientId) throws Exception {
        String body = "{\"event\":\"app_deauthorized\",\"payload\":{\"account_id\":\"A1\",\"user_id\":\"u1\",\"signature\":\"s\","
                + "\"deauthorization_time\":\"2026-06-17T13:52:28.632Z\",\"client_id\":\"" + clientId + "\"}}";
        assertThat(zoom.send("/zoom/events", WebhookSender.SECRET, body).statusCode()).isEqualTo(200);
    }

    @Test
    void whenThePersonHasRemovedTheAppThenTheConnectionNeedsAConsentAtOnce() throws Exception {
        assertThat(state()).isEqualTo("READY");
        simulator().revokeAllTokens();
        simulator().faults().onToken().status(400, "{\"error\":\"invalid_grant\"}").always();
        deauthorize(app.clientId());
        await().atMost(20, TimeUnit.SECONDS).until(() -> state().equals("NEEDS_CONSENT"));
        assertThat(getMockEndpoint("mock:events").getReceivedCounter()).isZero();
    }

    @Test
    void whenItWasAnotherPersonThenTheConnectionGoesOn() throws Exception {
        deauthorize(app.clientId());
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> simulator().journal().all().stream().anyMatch(request -> request.rawPath()
                        .endsWith("/users/me")));
        assertThat(state()).isEqualTo("READY");
    }

    @Test
    void whenItWasAnotherAppThenNothingIsAsked() throws Exception {
        int before = simulator().journal().all().size();
        deauthorize("another-app");
        assertThat(simulator().journal().all()).hasSize(before);
        assertThat(state()).isEqualTo("READY");
    }
}
