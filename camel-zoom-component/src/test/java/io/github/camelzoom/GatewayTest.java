package io.github.camelzoom;

import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.error.ZoomTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SEEDS A, AuthScheme: NONE, BASIC and NTLM are for a gateway in front of Zoom, and are refused for Zoom itself. */
class GatewayTest extends ZoomTestSupport {

    // A second type 2 message of NTLM: signature, type, target "", flags unicode+ntlm, a fixed challenge.
    private static final String CHALLENGE = "TlRMTVNTUAACAAAAAAAAADgAAAABggAAASNFZ4mrze8AAAAAAAAAAAAAAAA4AAAABgBxFwAAAA8=";

    private final WireMockServer gateway = new WireMockServer(options().dynamicPort());
    private final WireMockServer elsewhere = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void startServers() {
        gateway.start();
        elsewhere.start();
        elsewhere.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    @AfterEach
    void stopServers() {
        gateway.stop();
        elsewhere.stop();
    }

    private void connection(AuthScheme scheme) {
        ZoomConnection connection = new ZoomConnection();
        connection.setAuthScheme(scheme);
        connection.setUsername("CORP\\jane");
        connection.setPassword("gateway-password");
        connection.setBaseUrl(gateway.baseUrl() + "/v2");
        context.getRegistry().bind("gateway", connection);
    }

    @Test
    void basicCredentialsGoToTheGatewayWithTheFirstRequest() {
        gateway.stubFor(get(urlEqualTo("/v2/users")).willReturn(okJson("{\"users\":[]}")));
        connection(AuthScheme.BASIC);
        ok("zoom:users/list?connection=gateway", null, Map.of());
        gateway.verify(1, getRequestedFor(urlEqualTo("/v2/users"))
                .withBasicAuth(new BasicCredentials("CORP\\jane", "gateway-password")));
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void ntlmAnswersTheChallengeOfTheGateway() {
        gateway.stubFor(get(urlEqualTo("/v2/users")).atPriority(3)
                .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "NTLM")));
        gateway.stubFor(get(urlEqualTo("/v2/users")).atPriority(2).withHeader("Authorization", matching("NTLM TlRMTVNTUAAB.*"))
                .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "NTLM " + CHALLENGE)));
        gateway.stubFor(get(urlEqualTo("/v2/users")).atPriority(1).withHeader("Authorization", matching("NTLM TlRMTVNTUAAD.*"))
                .willReturn(okJson("{\"users\":[]}")));
        connection(AuthScheme.NTLM);
        ok("zoom:users/list?connection=gateway", null, Map.of());
        gateway.verify(1, getRequestedFor(urlEqualTo("/v2/users")).withHeader("Authorization",
                matching("NTLM TlRMTVNTUAAD.*")));
    }

    @Test
    void noneSendsNoAuthorization() {
        gateway.stubFor(get(urlEqualTo("/v2/users")).willReturn(okJson("{\"users\":[]}")));
        connection(AuthScheme.NONE);
        ok("zoom:users/list?connection=gateway", null, Map.of());
        gateway.verify(1, getRequestedFor(urlEqualTo("/v2/users")).withoutHeader("Authorization"));
    }

    @Test
    void whenTheGatewayRedirectsElsewhereThenNothingIsSentThere() {
        gateway.stubFor(get(urlEqualTo("/v2/users")).willReturn(temporaryRedirect(elsewhere.baseUrl() + "/v2/users")));
        connection(AuthScheme.BASIC);
        ZoomTransportException refused = failure(ZoomTransportException.class, "zoom:users/list?connection=gateway", null,
                Map.of());
        assertThat(refused).hasMessageContaining("away from the gateway");
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void whenTheBaseIsZoomsThenBasicAndNtlmAreRefused() {
        for (AuthScheme scheme : new AuthScheme[]{ AuthScheme.BASIC, AuthScheme.NTLM }) {
            ZoomConnection connection = new ZoomConnection();
            connection.setAuthScheme(scheme);
            connection.setUsername("jane");
            connection.setPassword("gateway-password");
            connection.setBaseUrl("https://api.zoom.us/v2");
            context.getRegistry().bind("zooms-own", connection);
            assertThatThrownBy(() -> context.getEndpoint("zoom:users/list?connection=zooms-own")).rootCause()
                    .hasMessageContaining("authScheme=" + scheme + ": Zoom accepts OAuth only");
        }
    }
}
