package io.github.camelzoom;

import java.net.URI;
import java.time.Duration;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.CallSettings;
import io.github.camelzoom.client.http.HostPolicy;
import io.github.camelzoom.client.http.RetryPolicy;
import io.github.camelzoom.client.http.Timeouts;
import io.github.camelzoom.producer.ApiClient;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections out of options, and refuses options that make none before anything is sent. */
final class ZoomConnections extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ZoomConnections.class);

    private static final String DEFAULT_STORE = "memory://default";
    /** One token request takes no longer. */
    private static final long DRAIN_SECONDS = 15;

    private final ZoomRuntime runtime;
    private final String tokenStoreKey;
    private final DrainingTokenEndpoint tokenEndpoint;
    private final CallPipeline pipeline;

    /**
     * @param tokenStoreKey null for a key file
     */
    ZoomConnections(ZoomRuntime runtime, ZoomHttp http, String tokenStoreKey) {
        this.runtime = runtime;
        this.tokenStoreKey = tokenStoreKey;
        this.tokenEndpoint = new DrainingTokenEndpoint(
                new HttpTokenEndpoint(http::client, runtime.timer(), SystemTime.clock()));
        this.pipeline = new CallPipeline(http::client, runtime.calls(), runtime.timer(), SystemTime.clock());
    }

    /**
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    ApiClient open(ZoomConfiguration configuration) {
        String name = nameOf(configuration);
        BaseUrls bases = Addresses.api(configuration);
        HostPolicy hosts = new HostPolicy(configuration.getBaseUrl() == null
                ? null
                : URI.create(configuration.getBaseUrl()));
        RetryPolicy retry = new RetryPolicy(configuration.getMaxRetries(), Duration.ofMillis(configuration.getRetryDelay()),
                Duration.ofMillis(configuration.getRateLimitTimeout()), runtime.random());
        Timeouts timeouts = new Timeouts(Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getResponseTimeout()));
        return new ApiClient(name, bearer(name, configuration), bases, new CallSettings(hosts, timeouts, retry), pipeline);
    }

    private BearerSource bearer(String name, ZoomConfiguration configuration) {
        AuthScheme scheme = configuration.getAuthScheme();
        if (!scheme.usesBearer() && scheme != AuthScheme.NONE) {
            throw new IllegalArgumentException("authScheme=" + scheme + ": Zoom accepts OAuth only. For a gateway that wants "
                    + scheme + ", use authScheme=NONE and set authMethod, authUsername and authPassword of Camel's http"
                    + " component");
        }
        OAuthSettings settings = new OAuthSettings(name, scheme, configuration.getInitiateOAuth(),
                configuration.getOauthGrant(), configuration.getOauthClientId(), configuration.getOauthClientSecret(),
                configuration.getAccountId(), configuration.getOauthAccessToken(), null, null, null);
        return settings.source(Addresses.token(configuration), tokenEndpoint, store(configuration), () -> null)
                .map(source -> new ManagedBearer(runtime.tokens(), source)).orElse(null);
    }

    private TokenStore store(ZoomConfiguration configuration) {
        Object tokenStore = configuration.getTokenStore();
        if (tokenStore instanceof TokenStore bean) {
            return bean;
        }
        String location = tokenStore == null ? DEFAULT_STORE : tokenStore.toString();
        return runtime.stores().open(location,
                tokenStoreKey == null ? null : TokenKeyList.parse(Secret.of(tokenStoreKey)));
    }

    private static String nameOf(ZoomConfiguration configuration) {
        if (configuration.getAccountId() != null) {
            return "account " + configuration.getAccountId();
        }
        return configuration.getOauthClientId() != null
                ? "client " + configuration.getOauthClientId()
                : "authScheme=" + configuration.getAuthScheme();
    }

    @Override
    protected void doStop() {
        pipeline.close();
        boolean all = runtime.isContextStopping();
        if (all) {
            // The manager knows for whom to wait: longer for a refresh token that is being spent than for the rest.
            runtime.tokens().close();
        }
        if (!tokenEndpoint.drain(all ? 0 : DRAIN_SECONDS)) {
            LOG.warn("A token request is still on the line; its answer will be lost");
        }
    }
}
