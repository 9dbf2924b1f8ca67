package io.github.camelzoom;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP client is Camel's, configured where Camel users configure it; what would harm is switched off all the same. */
class CamelHttpClientTest extends CamelTestSupport {

    private static final TlsWireMock WIRE = new TlsWireMock();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        WIRE.serve(context);
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        https.setHttpClientConfigurer(builder -> builder.setUserAgent("users-own"));
        https.setFollowRedirects(true);
        return context;
    }

    @BeforeEach
    void reset() {
        WIRE.reset();
    }

    @AfterAll
    static void stop() {
        WIRE.close();
    }

    @Test
    void theUsersConfigurerIsHeard() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(okJson("{}")));
        call();
        assertThat(users()).hasSize(1)
                .allSatisfy(request -> assertThat(request.getHeader("User-Agent")).isEqualTo("users-own"));
    }

    @Test
    void cookiesOfOneAnswerAreNotSentWithTheNextRequest() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(okJson("{}").withHeader("Set-Cookie",
                "tenant=one; Path=/; Secure")));
        call();
        call();
        assertThat(users()).hasSize(2).allSatisfy(request -> assertThat(request.containsHeader("Cookie")).isFalse());
    }

    @Test
    void theClientRepeatsNothingOnItsOwn() {
        WIRE.server().stubFor(
                any(urlPathEqualTo("/v2/users")).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
        assertThat(template.request("zoom:users/list?maxRetries=0", exchange -> exchange.getMessage().setBody(null))
                .getException())
                .isNotNull();
        assertThat(users()).hasSize(1);
    }

    @Test
    void noHeaderOfTheMessageReachesZoom() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(okJson("{}")));
        Exchange exchange = template.request("zoom:users/list",
                sent -> sent.getMessage().setHeaders(new java.util.HashMap<>(Map.of(
                        "Authorization", "Bearer foreign", "X-Mine", "x", "CamelHttpMethod", "DELETE", "CamelHttpUri",
                        "https://example.com",
                        "CamelHttpPath", "/other", "CamelHttpQuery", "a=b", "Host", "example.com"))));
        assertThat(exchange.getException()).isNull();
        LoggedRequest request = users().get(0);
        assertThat(request.getMethod().getName()).isEqualTo("GET");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer first.token");
        assertThat(request.containsHeader("X-Mine")).isFalse();
        assertThat(request.getUrl()).isEqualTo("/v2/users");
    }

    private void call() {
        assertThat(template.request("zoom:users/list", exchange -> exchange.getMessage().setBody(null)).getException())
                .isNull();
    }

    private static List<LoggedRequest> users() {
        return WIRE.requests("api.zoom.us");
    }
}
