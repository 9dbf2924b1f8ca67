package io.github.camelzoom;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.HttpClient;

/**
 * Camel's HTTP client for one component: an endpoint of the {@code https} component that is not registered, so that TLS,
 * proxies, credentials and a user's own {@code httpClientConfigurer} are configured where Camel users configure them.
 * Automatic retries (they block a thread on Retry-After and hide 429 answers), redirects (they may carry the bearer to a
 * foreign host) and cookies (a shared store would mix tenants) are switched off after the user's configurer.
 */
final class ZoomHttp extends ServiceSupport {

    /** What camel-http has when nobody configured it: too few for many callers of one host. */
    private static final int STOCK_TOTAL = 200;
    private static final int STOCK_PER_ROUTE = 20;
    private static final int POOL = 300;

    private final CamelContext context;
    private HttpEndpoint endpoint;

    ZoomHttp(CamelContext context) {
        this.context = context;
    }

    HttpClient client() {
        return endpoint.getHttpClient();
    }

    @Override
    protected void doStart() throws Exception {
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        StringBuilder uri = new StringBuilder("https://api.zoom.us");
        if (https.getMaxTotalConnections() == STOCK_TOTAL && https.getConnectionsPerRoute() == STOCK_PER_ROUTE) {
            uri.append("?maxTotalConnections=").append(POOL).append("&connectionsPerRoute=").append(POOL);
        }
        endpoint = (HttpEndpoint) https.createEndpoint(uri.toString());
        HttpClientConfigurer users = endpoint.getHttpClientConfigurer();
        endpoint.setHttpClientConfigurer(builder -> {
            if (users != null) {
                users.configureHttpClient(builder);
            }
            builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
        });
        ServiceHelper.startService(endpoint);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(endpoint);
    }
}
