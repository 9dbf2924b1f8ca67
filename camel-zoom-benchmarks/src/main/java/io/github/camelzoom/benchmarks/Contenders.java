package io.github.camelzoom.benchmarks;

import java.io.IOException;
import java.util.List;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.client.limit.RateBudgets;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The ways to get a user from a server that are compared, ready to be called. */
final class Contenders implements AutoCloseable {

    private static final int POOL = 300;

    private final CamelContext camel = new DefaultCamelContext();
    private final CloseableHttpClient raw;
    private final ProducerTemplate template;
    private final List<Contender> all;

    Contenders(String server) {
        // The component switches the same off, so what is left is what it adds.
        raw = HttpClients.custom().disableAutomaticRetries().disableRedirectHandling().disableCookieManagement()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(POOL)
                        .setMaxConnPerRoute(POOL).build())
                .build();
        // Paced, it would measure Zoom's limits.
        camel.getRegistry().bind("budgets", RateBudgets.unlimited());
        configure(camel.getComponent("zoom", ZoomComponent.class).getConfiguration(), server);
        camel.start();
        template = camel.createProducerTemplate();
        String user = server + "/v2/users/me";
        String bearer = user + "?httpClientConfigurer=#zoomBearer";
        all = List.of(new Contender("HttpClient 5, fixed bearer", () -> raw(user)),
                camel("zoom:users/get", "zoom:users/get?userId=me"),
                camel("camel-http, #zoomBearer, pool 300", bearer + "&maxTotalConnections=" + POOL + "&connectionsPerRoute="
                        + POOL),
                camel("camel-http, #zoomBearer, default pool", bearer));
    }

    /** The first one is what the others are compared with. */
    List<Contender> all() {
        return all;
    }

    private static void configure(ZoomConfiguration zoom, String server) {
        zoom.setAccountId("account");
        zoom.setOauthClientId("id");
        zoom.setOauthClientSecret("secret");
        zoom.setTokenStore("memory://benchmark");
        zoom.setBaseUrl(server + "/v2");
        zoom.setOauthUrl(server + "/oauth");
    }

    private byte[] raw(String url) throws Exception {
        HttpGet get = new HttpGet(url);
        get.setHeader("Accept", "application/json");
        get.setHeader("Authorization", "Bearer benchmark.token");
        return raw.execute(get, response -> EntityUtils.toByteArray(response.getEntity()));
    }

    private Contender camel(String name, String uri) {
        Endpoint endpoint = camel.getEndpoint(uri);
        return new Contender(name, () -> {
            Exchange exchange = template.request(endpoint, request -> {});
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return exchange.getMessage().getBody(byte[].class);
        });
    }

    @Override
    public void close() throws IOException {
        camel.stop();
        raw.close();
    }
}
