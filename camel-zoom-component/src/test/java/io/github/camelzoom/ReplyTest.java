package io.github.camelzoom;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventTransport;
import io.github.camelzoom.simulator.event.EventSamples;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code zoom:reply}: once, with the event's own token, and only to Zoom. */
class ReplyTest extends ZoomTestSupport {

    private final WireMockServer zoom = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @Override
    protected CamelContext createCamelContext() throws Exception {
        zoom.start();
        CamelContext context = super.createCamelContext();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration().setBaseUrl("http://127.0.0.1:" + zoom.port()
                + "/v2");
        return context;
    }

    @AfterEach
    void stopZoom() {
        zoom.stop();
    }

    private Map<String, Object> headers(String url) {
        return Map.of(ZoomConstants.CALLBACK_URL, url, ZoomConstants.CALLBACK_TOKEN, "one-time");
    }

    private String callback() {
        return "http://127.0.0.1:" + zoom.port() + "/im/callback/1";
    }

    @Test
    void theEventBringsAddressAndToken() throws Exception {
        String json = EventSamples.of("interactive_message_actions", "A1", 1, simulator().clock().instant()).json();
        Exchange exchange = new DefaultExchange(context);
        EventMessage.read(json.getBytes(StandardCharsets.UTF_8), EventTransport.WEBHOOK).putOn(exchange);
        assertThat(new HashMap<>(exchange.getMessage().getHeaders())).containsKey(ZoomConstants.CALLBACK_TOKEN)
                .hasEntrySatisfying(ZoomConstants.CALLBACK_URL, url -> assertThat(url.toString()).startsWith(
                        "https://zoom.us/im/callback/"));
    }

    @Test
    void theAnswerGoesThereWithThatToken() {
        zoom.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
        ok("zoom:reply", Map.of("content", Map.of("head", Map.of("text", "Done"))), headers(callback()));
        zoom.verify(1, postRequestedFor(urlEqualTo("/im/callback/1")).withHeader("Authorization", equalTo("Bearer one-time"))
                .withRequestBody(equalToJson("{\"content\":{\"head\":{\"text\":\"Done\"}}}")));
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void aFailureIsNotRepeated() {
        zoom.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(500)));
        failure(ZoomApiException.class, "zoom:reply", Map.of(), headers(callback()));
        zoom.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void aTokenThatHasEndedIsToldWithoutBeingShown() {
        zoom.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(401).withHeader("Content-Type", "application/json")
                .withBody("{\"code\":124,\"message\":\"Invalid access token.\"}")));
        ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:reply", Map.of(), headers(callback()));
        assertThat(refused).hasMessageContaining("callback token").hasMessageNotContaining("one-time");
        zoom.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://zoom.us.evil.example/im/callback/1", "http://zoom.us/im/callback/1",
            "http://169.254.169.254/latest", "file:///etc/passwd", "not a url", "/im/callback/1" })
    void theTokenGoesNowhereElse(String url) {
        IllegalArgumentException refused = failure(IllegalArgumentException.class, "zoom:reply", Map.of(), headers(url));
        assertThat(refused).hasMessageContaining(ZoomConstants.CALLBACK_URL);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(failure(IllegalArgumentException.class, "zoom:reply", Map.of(), Map.of())).hasMessageContaining(
                ZoomConstants.CALLBACK_URL);
        assertThat(failure(IllegalArgumentException.class, "zoom:reply", Map.of(), Map.of(ZoomConstants.CALLBACK_URL,
                callback()))).hasMessageContaining(ZoomConstants.CALLBACK_TOKEN);
    }
}
