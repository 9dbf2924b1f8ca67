package io.github.camelzoom;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.camelzoom.client.error.ZoomTransportException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Where a bearer goes when Zoom, or something before it, redirects; over real TLS, with every host name at hand. */
class RedirectTest extends CamelTestSupport {

    private static final TlsWireMock WIRE = new TlsWireMock();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        WIRE.serve(context);
        return context;
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

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void aForeignHostIsAskedWithoutBearer(int status) {
        redirect(status, WIRE.url("files.example.com", "/there"));
        assertThat(get().getMessage().getBody(String.class)).isEqualTo("{\"here\":true}");
        assertThat(only("files.example.com").getHeader("Authorization")).isNull();
        assertThat(only("api.zoom.us").getHeader("Authorization")).isEqualTo("Bearer first.token");
    }

    @ParameterizedTest
    @ValueSource(strings = { "files.zoom.us", "zoom.us", "ZOOM.us", "api.zoomgov.com" })
    void anotherHostOfZoomIsAskedWithBearer(String host) {
        redirect(302, WIRE.url(host, "/there?x=%2Fa%20b"));
        get();
        LoggedRequest request = WIRE.server().findAll(com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(
                urlPathEqualTo("/there"))).get(0);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer first.token");
        assertThat(request.getUrl()).isEqualTo("/there?x=%2Fa%20b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "evilzoom.us", "zoom.us.example.com", "zoom.us-x.example", "api-zoom.us" })
    void aHostThatOnlyLooksLikeZoomIsForeign(String host) {
        redirect(302, WIRE.url(host, "/there"));
        get();
        assertThat(only(host).getHeader("Authorization")).isNull();
    }

    @Test
    void aRelativeLocationStaysOnTheHost() {
        redirect(302, "/there");
        get();
        assertThat(WIRE.requests("api.zoom.us")).hasSize(2).allSatisfy(request -> assertThat(request.getHeader("Authorization"))
                .isEqualTo("Bearer first.token"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "plain", "http://files.zoom.us/there", "ftp://files.zoom.us/x", "https:///there", "ht tp://x", "",
            "javascript:alert(1)" })
    void whatMustNotBeFollowedIsRefusedOnceWithTheReason(String location) {
        redirect(302, location.equals("plain") ? WIRE.plainUrl("/there") : location);
        ZoomTransportException refused = failed("zoom:users/list", null);
        assertThat(refused).hasMessageContaining("redirect").hasMessageContaining("users/list").hasMessageContaining(
                "'account acc'");
        assertThat(WIRE.requests("api.zoom.us")).as("a refused redirect stays one").hasSize(1);
        assertThat(WIRE.requests("127.0.0.1")).isEmpty();
    }

    @Test
    void aRedirectWithoutLocationIsRefused() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(aResponse().withStatus(302)));
        assertThat(failed("zoom:users/list", null)).hasMessageContaining("without a Location");
        assertThat(WIRE.requests("api.zoom.us")).hasSize(1);
    }

    @Test
    void aCircleEndsAfterFiveHops() {
        redirect(302, "/v2/users");
        assertThat(failed("zoom:users/list", null)).hasMessageContaining("more than 5 redirects");
        assertThat(WIRE.requests("api.zoom.us")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 308 })
    void aWriteIsNotCarriedToAForeignHost(int status) {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users/me/meetings")).willReturn(aResponse().withStatus(status).withHeader(
                "Location", WIRE.url("files.example.com", "/there"))));
        assertThat(failed("zoom:users/meetings/create?userId=me", "{\"secret\":1}")).hasMessageContaining(
                "a redirect of a POST to the foreign host files.example.com");
        assertThat(WIRE.requests("files.example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 308 })
    void anUploadIsRepeatedWithItsBodyOnAHostOfZoom(int status) {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users/me/picture")).willReturn(aResponse().withStatus(status).withHeader(
                "Location", WIRE.url("fileapi.zoom.us", "/there"))));
        assertThat(send("zoom:users/picture/create?userId=me", "content".getBytes(StandardCharsets.UTF_8)).getException())
                .isNull();
        LoggedRequest repeated = only("fileapi.zoom.us");
        assertThat(repeated.getMethod().getName()).isEqualTo("POST");
        assertThat(repeated.getBodyAsString()).contains("content");
        assertThat(repeated.getBody()).isEqualTo(only("api.zoom.us").getBody());
        assertThat(repeated.getHeader("Authorization")).isEqualTo("Bearer first.token");
        assertThat(repeated.getHeader("Content-Type")).isEqualTo(only("api.zoom.us").getHeader("Content-Type"));
    }

    @Test
    void aStreamCannotBeSentAgainAndSaysSo() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users/me/picture")).willReturn(aResponse().withStatus(307).withHeader(
                "Location", WIRE.url("fileapi.zoom.us", "/there"))));
        assertThat(failed("zoom:users/picture/create?userId=me", new ByteArrayInputStream(new byte[]{ 1 })))
                .hasMessageContaining(
                        "a stream that cannot be sent again");
    }

    @Test
    void aSeeOtherTurnsAWriteIntoARead() {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users/me/meetings")).willReturn(aResponse().withStatus(303).withHeader(
                "Location", "/there")));
        assertThat(send("zoom:users/meetings/create?userId=me", "{\"topic\":1}").getException()).isNull();
        assertThat(WIRE.requests("api.zoom.us").stream().map(request -> request.getMethod().getName() + request
                .getBodyAsString())).containsExactlyInAnyOrder("POST{\"topic\":1}", "GET");
    }

    private static void redirect(int status, String location) {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(aResponse().withStatus(status).withHeader("Location",
                location)));
    }

    private static LoggedRequest only(String host) {
        assertThat(WIRE.requests(host)).as("requests to " + host).hasSize(1);
        return WIRE.requests(host).get(0);
    }

    private Exchange get() {
        Exchange exchange = send("zoom:users/list", null);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private ZoomTransportException failed(String uri, Object body) {
        Exception failure = send(uri, body).getException();
        assertThat(failure).isInstanceOf(ZoomTransportException.class);
        return (ZoomTransportException) failure;
    }

    private Exchange send(String uri, Object body) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of("CamelFileName", "a.png")));
        });
    }
}
