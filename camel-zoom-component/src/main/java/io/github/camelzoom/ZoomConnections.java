package io.github.camelzoom;

import java.net.URI;
import java.time.Duration;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SuppliedTokens;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenSource;
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
        this.tokenEndpoint = new DrainingTokenEndpoint(new HttpTokenEndpoint(http::client, SystemTime.clock()));
        this.pipeline = new CallPipeline(http::client, runtime.resume(), runtime.timer(), SystemTime.clock());
    }

    /**
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    ApiClient open(ZoomConfiguration configuration) {
        String name = nameOf(configuration);
        BaseUrls bases = Addresses.api(configuration);
        HostPolicy hosts = new HostPolicy(configuration.getBaseUrl() == null
                ? null : URI.create(configuration.getBaseUrl()));
        RetryPolicy retry = new RetryPolicy(configuration.getMaxRetries(), Duration.ofMillis(configuration.getRetryDelay()),
                Duration.ofMillis(configuration.getRateLimitTimeout()), runtime.random());
        Timeouts timeouts = new Timeouts(Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getResponseTimeout()));
        return new ApiClient(name, bearer(name, configuration), bases, new CallSettings(hosts, timeouts, retry), pipeline);
    }

    private BearerSource bearer(String name, ZoomConfiguration configuration) {
        AuthScheme scheme = configuration.getAuthScheme();
        if (scheme == AuthScheme.NONE) {
            return null;
        }
        if (!scheme.usesBearer()) {
            throw new IllegalArgumentException("authScheme=" + scheme + ": Zoom accepts OAuth only. For a gateway that wants "
                    + scheme + ", use authScheme=NONE and set authMethod, authUsername and authPassword of Camel's http"
                    + " component");
        }
        TokenSource.Builder source = TokenSource.builder(name).mode(configuration.getInitiateOAuth())
                .supplied(supplied(configuration));
        if (configuration.getInitiateOAuth() == InitiateOAuth.OFF) {
            Required.text(configuration.getOauthAccessToken(), "oauthAccessToken", "initiateOAuth=OFF");
            return new ManagedBearer(runtime.tokens(), source.build());
        }
        Required.unpadded(configuration.getAccountId(), "accountId");
        OAuthGrant grant = configuration.getOauthGrant() != null
                ? configuration.getOauthGrant()
                : OAuthGrant.derive(scheme, configuration.getAccountId() != null);
        if (grant.needsAccount()) {
            Required.text(configuration.getAccountId(), "accountId", "oauthGrant=" + grant);
        }
        String clientId = Required.text(configuration.getOauthClientId(), "oauthClientId", "oauthGrant=" + grant);
        Secret clientSecret = Secret.of(
                Required.text(configuration.getOauthClientSecret(), "oauthClientSecret", "oauthGrant=" + grant));
        source.grant(grant.create(configuration.getAccountId())).client(clientId, clientSecret)
                .endpoint(Addresses.token(configuration), tokenEndpoint).store(store(configuration.getTokenStore()));
        return new ManagedBearer(runtime.tokens(), source.build());
    }

    private static SuppliedTokens supplied(ZoomConfiguration configuration) {
        String token = configuration.getOauthAccessToken();
        return token == null
                ? SuppliedTokens.NONE
                : new SuppliedTokens(Secret.of(Required.text(token, "oauthAccessToken", "it is given")), null, null, null);
    }

    private TokenStore store(Object tokenStore) {
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
                ? "client " + configuration.getOauthClientId() : "authScheme=" + configuration.getAuthScheme();
    }

    @Override
    protected void doStop() {
        pipeline.close();
        if (!tokenEndpoint.drain(DRAIN_SECONDS)) {
            LOG.warn("A token request is still on the line after {} s; its answer will be lost", DRAIN_SECONDS);
        }
    }
}
