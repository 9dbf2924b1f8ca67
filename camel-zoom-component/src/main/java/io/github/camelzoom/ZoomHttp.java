package io.github.camelzoom;

import java.util.HashMap;
import java.util.Map;

import io.github.camelzoom.client.auth.TokenManagerBuilder;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
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
    private final Map<String, Object> options;
    private HttpEndpoint endpoint;
    private volatile HttpClient client;

    ZoomHttp(CamelContext context) {
        this(context, Map.of());
    }

    /**
     * @param options further options of the endpoint; given apart from its URI, since they may be secret
     */
    ZoomHttp(CamelContext context, Map<String, Object> options) {
        this.context = context;
        this.options = options;
    }

    /** The client, made when it is first needed, when the https component has all its options. */
    HttpClient client() {
        HttpClient made = client;
        return made != null ? made : make();
    }

    private HttpClient make() {
        lock.lock();
        try {
            if (client == null) {
                if (!isStarted()) {
                    throw new IllegalStateException("The Zoom component is stopped");
                }
                endpoint = create();
                client = endpoint.getHttpClient();
            }
            return client;
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        } finally {
            lock.unlock();
        }
    }

    private HttpEndpoint create() throws Exception {
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        Map<String, Object> parameters = new HashMap<>(options);
        if (https.getMaxTotalConnections() == STOCK_TOTAL && https.getConnectionsPerRoute() == STOCK_PER_ROUTE) {
            // Token requests that hang hold connections too, and must leave calls theirs.
            parameters.put("maxTotalConnections", POOL + TokenManagerBuilder.MOST_REFRESHES);
            parameters.put("connectionsPerRoute", POOL);
        }
        HttpEndpoint made = (HttpEndpoint) https.createEndpoint("https://api.zoom.us", parameters);
        HttpClientConfigurer users = made.getHttpClientConfigurer();
        made.setHttpClientConfigurer(builder -> {
            if (users != null) {
                users.configureHttpClient(builder);
            }
            builder.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
        });
        ServiceHelper.startService(made);
        return made;
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(endpoint);
        endpoint = null;
        client = null;
    }
}
