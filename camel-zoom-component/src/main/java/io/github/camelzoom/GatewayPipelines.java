package io.github.camelzoom;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.HostPolicy;
import io.github.camelzoom.client.limit.RateBudgets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * For gateways that want a user name and a password: an HTTP client each, since it is the client that authenticates, by
 * camel-http's own means.
 */
final class GatewayPipelines extends ServiceSupport {

    private record Credentials(AuthScheme scheme, String host, String username, Secret password) {}

    private record Gateway(ZoomHttp http, CallPipeline pipeline) {}

    private final CamelContext context;
    private final ZoomRuntime runtime;
    private final Supplier<RateBudgets> budgets;
    private final Map<Credentials, Gateway> open = new ConcurrentHashMap<>();

    GatewayPipelines(CamelContext context, ZoomRuntime runtime, Supplier<RateBudgets> budgets) {
        this.context = context;
        this.runtime = runtime;
        this.budgets = budgets;
    }

    /**
     * @throws IllegalArgumentException when the base is Zoom's, or user name or password are missing
     */
    CallPipeline of(ConnectionSettings settings) {
        AuthScheme scheme = settings.oauth().authScheme();
        String host = settings.baseUrl() == null ? "api.zoom.us" : URI.create(settings.baseUrl()).getHost();
        if (HostPolicy.isZoomHost(host)) {
            throw new IllegalArgumentException("authScheme=" + scheme + ": Zoom accepts OAuth only, so it is for a gateway"
                    + " that baseUrl names; " + host + " is Zoom's");
        }
        require(settings.username(), "username", scheme);
        require(settings.password(), "password", scheme);
        Credentials credentials = new Credentials(scheme, host, settings.username(), Secret.of(settings.password()));
        return open.computeIfAbsent(credentials, this::connect).pipeline();
    }

    private Gateway connect(Credentials credentials) {
        boolean ntlm = credentials.scheme() == AuthScheme.NTLM;
        String username = credentials.username();
        int backslash = ntlm ? username.indexOf('\\') : -1;
        Map<String, Object> options = new HashMap<>();
        options.put("authMethod", ntlm ? "NTLM" : "Basic");
        options.put("authUsername", username.substring(backslash + 1));
        options.put("authPassword", credentials.password().reveal());
        options.put("authHost", credentials.host());
        if (ntlm) {
            options.put("authDomain", backslash < 0 ? "" : username.substring(0, backslash));
            options.put("httpClientConfigurer", new NtlmClientConfigurer());
        } else {
            options.put("authenticationPreemptive", true);
        }
        ZoomHttp http = new ZoomHttp(context, options);
        ServiceHelper.startService(http);
        return new Gateway(http, runtime.pipeline(http::client, budgets.get()));
    }

    private static void require(String value, String option, AuthScheme scheme) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " is required with authScheme=" + scheme);
        }
    }

    @Override
    protected void doStop() {
        open.values().forEach(gateway -> {
            gateway.pipeline().close();
            ServiceHelper.stopService(gateway.http());
        });
        open.clear();
    }
}
