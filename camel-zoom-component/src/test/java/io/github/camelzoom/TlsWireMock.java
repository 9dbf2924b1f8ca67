package io.github.camelzoom;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.ssl.SSLContextBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

/** One TLS server that is every host there is: api.zoom.us, zoom.us and all foreign ones, on one port. */
final class TlsWireMock implements AutoCloseable {

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());

    TlsWireMock() {
        server.start();
        reset();
    }

    /** No stubs but the token endpoint. */
    void reset() {
        server.resetAll();
        server.stubFor(post(urlEqualTo("/oauth/token")).willReturn(okJson(
                "{\"access_token\":\"first.token\",\"token_type\":\"bearer\",\"expires_in\":3599}")));
    }

    WireMockServer server() {
        return server;
    }

    String url(String host, String path) {
        return "https://" + host + ":" + server.httpsPort() + path;
    }

    String plainUrl(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** Requests that went to a host, in order. */
    List<LoggedRequest> requests(String host) {
        return server.findAll(anyRequestedFor(anyUrl())).stream().filter(request -> request.getHeader("Host").startsWith(host
                + ":")).toList();
    }

    /** Makes Camel's HTTP components find this server under every name, and the zoom component use it as Zoom. */
    void serve(CamelContext context) throws GeneralSecurityException {
        for (String scheme : List.of("http", "https")) {
            context.getComponent(scheme, HttpComponent.class)
                    .setClientConnectionManager(PoolingHttpClientConnectionManagerBuilder
                            .create().setDnsResolver(new Everywhere()).setTlsSocketStrategy(new DefaultClientTlsStrategy(
                                    SSLContextBuilder.create().loadTrustMaterial((chain, type) -> true).build(),
                                    HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE))
                            .build());
        }
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setOauthClientId("id");
        component.getConfiguration().setOauthClientSecret("secret");
        component.getConfiguration().setAccountId("acc");
        component.getConfiguration().setOauthUrl(url("zoom.us", "/oauth"));
        component.getConfiguration().setBaseUrl(url("api.zoom.us", "/v2"));
        component.getConfiguration().setRetryDelay(1);
        context.addComponent("zoom", component);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class Everywhere extends SystemDefaultDnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[]{ InetAddress.getLoopbackAddress() };
        }
    }
}
