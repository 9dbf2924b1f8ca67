package io.github.camelzoom;

import java.util.List;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.camelzoom.client.error.ZoomAuthException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code zoom:token} and {@code #zoomBearer}: the token manager at the service of Camel's http component. */
class BearerForOthersTest extends CamelTestSupport {

    private static final TlsWireMock WIRE = new TlsWireMock();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        WIRE.serve(context);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(0));
                from("direct:token").to("zoom:token").to(WIRE.url("api.zoom.us", "/there"));
                from("direct:bearer")
                        .to(WIRE.url("api.zoom.us", "/there?httpClientConfigurer=#zoomBearer&followRedirects=true"));
                from("direct:foreign").to(WIRE.url("files.example.com", "/there?httpClientConfigurer=#zoomBearer"));
                from("direct:redelivered").errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0)).to(WIRE
                        .url("api.zoom.us", "/there?httpClientConfigurer=#zoomBearer"));
            }
        };
    }

    @BeforeEach
    void reset() {
        WIRE.reset();
        WIRE.server().stubFor(any(urlPathEqualTo("/there")).willReturn(okJson("{\"here\":true}")));
    }

    @AfterAll
    static void stop() {
        WIRE.close();
    }

    @Test
    void theTokenStepPutsABearerOnTheMessageThatHttpSends() {
        Exchange exchange = send("direct:token", "body");
        assertThat(exchange.getException()).isNull();
        assertThat(WIRE.requests("api.zoom.us").get(0).getHeader("Authorization")).isEqualTo("Bearer first.token");
        assertThat(WIRE.requests("api.zoom.us").get(0).getBodyAsString()).isEqualTo("body");
    }

    @Test
    void theTokenStepHidesTheBearerFromWhoeverPrintsTheHeaders() {
        Exchange exchange = send("zoom:token", "body");
        assertThat(exchange.getMessage().getHeaders().toString()).contains("Authorization").doesNotContain("first.token");
        assertThat(exchange.getMessage().getHeader("Authorization", String.class)).isEqualTo("Bearer first.token");
        assertThat(exchange.getMessage().getBody()).isEqualTo("body");
    }

    @Test
    void theTokenStepFailsTheExchangeWhenThereIsNone() {
        WIRE.server().stubFor(post(urlEqualTo("/oauth/token")).willReturn(aResponse().withStatus(400).withBody(
                "{\"error\":\"invalid_client\",\"reason\":\"Invalid client_id or client_secret\"}")));
        assertThat(send("zoom:token", null).getException()).isInstanceOf(ZoomAuthException.class).hasMessageContaining("acc");
    }

    @Test
    void theConfigurerSendsABearerToZoom() {
        assertThat(send("direct:bearer", null).getException()).isNull();
        assertThat(authorizations("api.zoom.us")).containsExactly("Bearer first.token");
    }

    @Test
    void aForeignHostGetsNoneAlsoNoneThatTheMessageCarries() {
        template.request("direct:foreign", exchange -> exchange.getMessage().setHeader("Authorization", "Bearer mine"));
        assertThat(authorizations("files.example.com")).containsExactly((String) null);
        WIRE.server().verify(0, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void aForeignHostGetsNoneAfterARedirectAndAHostOfZoomGetsOne() {
        redirectTo(WIRE.url("files.example.com", "/other"));
        assertThat(send("direct:bearer", null).getException()).isNull();
        assertThat(authorizations("files.example.com")).containsExactly((String) null);
        redirectTo(WIRE.url("files.zoom.us", "/other"));
        assertThat(send("direct:bearer", null).getException()).isNull();
        assertThat(authorizations("files.zoom.us")).containsExactly("Bearer first.token");
    }

    @Test
    void aRejectedTokenIsReplacedOnce() {
        secondTokenIsAccepted();
        Exchange exchange = send("direct:bearer", "again");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("{\"here\":true}");
        assertThat(authorizations("api.zoom.us")).containsExactlyInAnyOrder("Bearer first.token", "Bearer second.token");
        assertThat(WIRE.requests("api.zoom.us").stream().map(LoggedRequest::getBodyAsString)).containsExactly("again", "again");
    }

    @Test
    void aTokenRejectedAgainIsTheAnswerOfTheStep() {
        WIRE.server().stubFor(any(urlPathEqualTo("/there")).willReturn(rejection()));
        assertThat(send("direct:bearer", null).getException()).isInstanceOf(HttpOperationFailedException.class);
        assertThat(WIRE.requests("api.zoom.us")).hasSize(2);
    }

    @Test
    void aRedeliveryHasABearerOfItsOwn() {
        WIRE.server()
                .stubFor(any(urlPathEqualTo("/there")).inScenario("s").whenScenarioStateIs("Started").willReturn(aResponse()
                        .withStatus(503)).willSetStateTo("up"));
        WIRE.server().stubFor(any(urlPathEqualTo("/there")).inScenario("s").whenScenarioStateIs("up").willReturn(okJson("{}")));
        assertThat(send("direct:redelivered", null).getException()).isNull();
        assertThat(authorizations("api.zoom.us")).containsExactly("Bearer first.token", "Bearer first.token");
    }

    private static void secondTokenIsAccepted() {
        WIRE.server().stubFor(any(urlPathEqualTo("/there")).withHeader("Authorization", equalTo("Bearer first.token"))
                .willReturn(rejection()));
        WIRE.server().stubFor(post(urlEqualTo("/oauth/token")).inScenario("t").whenScenarioStateIs("Started").willReturn(okJson(
                "{\"access_token\":\"first.token\",\"expires_in\":3599}")).willSetStateTo("second"));
        WIRE.server().stubFor(post(urlEqualTo("/oauth/token")).inScenario("t").whenScenarioStateIs("second").willReturn(okJson(
                "{\"access_token\":\"second.token\",\"expires_in\":3599}")));
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder rejection() {
        return aResponse().withStatus(401).withHeader("Content-Type", "application/json").withBody(
                "{\"code\":124,\"message\":\"Invalid access token.\"}");
    }

    private static void redirectTo(String location) {
        WIRE.server().stubFor(any(urlPathEqualTo("/there")).willReturn(aResponse().withStatus(302).withHeader("Location",
                location)));
        WIRE.server().stubFor(any(urlPathEqualTo("/other")).willReturn(okJson("{}")));
    }

    private static List<String> authorizations(String host) {
        return WIRE.requests(host).stream().map(request -> request.getHeader("Authorization")).toList();
    }

    private Exchange send(String uri, Object body) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(body));
    }
}
