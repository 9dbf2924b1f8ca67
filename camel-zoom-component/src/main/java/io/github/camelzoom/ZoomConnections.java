package io.github.camelzoom;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.camelzoom.authorize.LoopbackCallback;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.grant.TokenSources;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenStores;
import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.CallSettings;
import io.github.camelzoom.client.http.HostPolicy;
import io.github.camelzoom.client.http.RetryPolicy;
import io.github.camelzoom.client.http.Timeouts;
import io.github.camelzoom.client.limit.Caller;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.observe.ConnectionHealth;
import io.github.camelzoom.producer.ApiClient;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections out of options, and refuses options that make none before anything is sent. */
final class ZoomConnections extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ZoomConnections.class);

    private static final String REPLAYABLE_STORE = "memory://default";
    private static final String ROTATING_STORE = "file:${user.home}/.camel-zoom";
    /** One token request takes no longer. */
    private static final long DRAIN_SECONDS = 15;
    private static final int MOST_OPEN = 10_000;
    private static final int MOST_LISTED = 20;

    private final ZoomComponent component;
    private final ZoomRuntime runtime;
    private final DrainingTokenEndpoint tokenEndpoint;
    private final ZoomHttp http;
    private final GatewayPipelines gateways;
    private final ConnectionHealth health;
    private final LoopbackCallback loopback;
    /** Made for the first connection, since Camel autowires the budgets only after it has initialized the component. */
    private CallPipeline pipeline;
    /** Named connections as they were when last used. */
    private final Map<String, Opened> named = LRUCacheFactory.newLRUCache(MOST_OPEN);

    private record Opened(ConnectionSettings settings, ApiClient api) {}

    ZoomConnections(ZoomComponent component, ZoomRuntime runtime, ZoomHttp http) {
        this.component = component;
        this.runtime = runtime;
        this.tokenEndpoint = new DrainingTokenEndpoint(
                new HttpTokenEndpoint(http::client, runtime.timer(), SystemTime.clock()));
        this.http = http;
        this.gateways = new GatewayPipelines(component.getCamelContext(), runtime, component::getRateBudgets);
        this.loopback = runtime.loopback(component.desk());
        this.health = new ConnectionHealth(component.getCamelContext(), component.isHealthCheckProducerEnabled());
    }

    /**
     * The connection that the options of an endpoint describe: a named one, or an anonymous one of its own.
     *
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    Supplier<ApiClient> open(ZoomConfiguration configuration) {
        String name = configuration.getConnection();
        if (name != null) {
            watch(named(name, configuration));
            return () -> named(name, configuration);
        }
        ApiClient anonymous = tuned(open(ConnectionSettings.of(configuration, component)), configuration);
        watch(anonymous);
        return () -> anonymous;
    }

    private void watch(ApiClient api) {
        if (api.bearer() instanceof ManagedBearer bearer) {
            health.watch(api.name(), bearer::state, bearer.source()::authorizationUrl, bearer.source()::consentProblem);
        }
    }

    /**
     * A connection by its name. What its bean says counts at each call, so that a changed secret needs no restart.
     *
     * @param  how                      how calls are sent
     * @throws IllegalArgumentException when there is no such connection, or its options make none
     */
    ApiClient named(String name, ZoomConfiguration how) {
        ConnectionSettings settings = settings(name);
        Opened opened = named.get(name);
        if (opened == null || !opened.settings().equals(settings)) {
            ApiClient fresh = open(settings);
            if (opened != null && fresh.bearer() instanceof ManagedBearer bearer) {
                // What failed with the old options may succeed with these.
                runtime.tokens().retry(bearer.source().key());
            }
            opened = new Opened(settings, fresh);
            named.put(name, opened);
        }
        return tuned(opened.api(), how);
    }

    private ZoomConnection find(String name) {
        ZoomConnection connection = component.getConnections().get(name);
        if (connection == null) {
            connection = component.getCamelContext().getRegistry().lookupByNameAndType(name, ZoomConnection.class);
        }
        if (connection == null) {
            SortedSet<String> known = names();
            throw new IllegalArgumentException("There is no connection '" + name + "'. Known connections: "
                    + known.stream().limit(MOST_LISTED).toList()
                    + (known.size() > MOST_LISTED ? " and " + (known.size() - MOST_LISTED) + " more" : ""));
        }
        return connection;
    }

    /** The names of all connections. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(component.getConnections().keySet());
        names.addAll(component.getCamelContext().getRegistry().findByTypeWithName(ZoomConnection.class).keySet());
        return names;
    }

    /** What the options of a named connection are now. */
    ConnectionSettings settings(String name) {
        return ConnectionSettings.of(name, find(name), component.getConfiguration(), component.getPlan());
    }

    /** What the options of an endpoint's connection are now. */
    ConnectionSettings settings(ZoomConfiguration configuration) {
        return configuration.getConnection() == null
                ? ConnectionSettings.of(configuration, component)
                : settings(configuration.getConnection());
    }

    /** Where the connection of an endpoint gets its events by WebSocket; the component's address when it says nothing. */
    URI webSocket(ZoomConfiguration configuration) {
        String own = configuration.getConnection() == null ? null : find(configuration.getConnection()).getWebSocketUrl();
        return Addresses.webSocket(own != null ? own : component.getWebSocketUrl());
    }

    private ApiClient open(ConnectionSettings settings) {
        String name = settings.oauth().connection();
        try {
            BaseUrls bases = Addresses.api(settings);
            AuthScheme scheme = settings.oauth().authScheme();
            boolean gateway = scheme == AuthScheme.BASIC || scheme == AuthScheme.NTLM;
            if (settings.appType() == AppType.USER && scheme.usesBearer()
                    && settings.oauth().effectiveGrant() == OAuthGrant.ACCOUNT_CREDENTIALS) {
                throw new IllegalArgumentException("appType=USER does not fit: an app with accountId acts for the account; "
                        + "leave out accountId, or set appType=ACCOUNT");
            }
            CallPipeline used = gateway ? gateways.of(settings) : pipeline();
            URI base = settings.baseUrl() == null ? null : URI.create(settings.baseUrl());
            HostPolicy hosts = gateway ? HostPolicy.confinedTo(base) : new HostPolicy(base);
            BearerSource bearer = bearer(settings);
            return new ApiClient(name, bearer, bases,
                    new CallSettings(hosts, null, null, Priority.INTERACTIVE, caller(settings, bearer)), used);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("Connection '")
                    ? e
                    : new IllegalArgumentException("Connection '" + name + "': " + message, e);
        }
    }

    private CallPipeline pipeline() {
        lock.lock();
        try {
            if (pipeline == null) {
                pipeline = runtime.pipeline(http::client, component.getRateBudgets());
            }
            return pipeline;
        } finally {
            lock.unlock();
        }
    }

    /** Of a user's connection the account is not known; its token is the closest to it that is. */
    private static Caller caller(ConnectionSettings settings, BearerSource bearer) {
        String user = bearer instanceof ManagedBearer managed
                ? managed.source().key().toString()
                : "connection " + settings.oauth().connection();
        String account = settings.oauth().accountId();
        return new Caller(account == null ? user : account, user, settings.plan());
    }

    private BearerSource bearer(ConnectionSettings settings) {
        OAuthSettings oauth = settings.oauth();
        if (!oauth.authScheme().usesBearer()) {
            return null;
        }
        return TokenSources.of(oauth, Addresses.token(settings), tokenEndpoint, store(settings),
                source -> authorizationUrl(source, oauth.callbackUrl()),
                () -> loopback.problem(URI.create(oauth.callbackUrl())).orElse(null))
                .map(source -> new ManagedBearer(runtime.tokens(), source)).orElse(null);
    }

    private URI authorizationUrl(TokenSource source, String callbackUrl) {
        URI url = runtime.consents().authorizationUrls(callbackUrl).apply(source);
        if (url != null) {
            loopback.start(URI.create(callbackUrl));
        }
        return url;
    }

    /**
     * Begins a consent at a browser's request.
     *
     * @param browser a secret that only this browser has
     */
    URI beginConsent(String name, TokenSource source, Secret browser) {
        String callbackUrl = settings(name).oauth().callbackUrl();
        URI callback = URI.create(callbackUrl);
        // A callback that we serve apart from the pages never sees their cookie.
        boolean apart = loopback.isOurs(callback);
        URI url = runtime.consents().begin(source, callbackUrl, apart ? null : browser).authorizationUrl();
        if (apart) {
            loopback.start(callback);
        }
        return url;
    }

    private TokenStore store(ConnectionSettings settings) {
        if (settings.tokenStore() instanceof TokenStore bean) {
            return bean;
        }
        String location = settings.tokenStore() == null ? defaultStore(settings.oauth()) : settings.tokenStore().toString();
        return runtime.stores().open(location, keys());
    }

    /** From the option, else the one bean there is, for instance of a vault; else null, for a key file. */
    private TokenKeys keys() {
        String key = component.getTokenStoreKey();
        return key == null
                ? component.getCamelContext().getRegistry().findSingleByType(TokenKeys.class)
                : TokenKeyList.from(Secret.of(key));
    }

    /** Where consumers keep what they remember: below the connection's token store, or below the default one of files. */
    Path directory(ZoomConfiguration configuration) {
        Object store = settings(configuration).tokenStore();
        Path tokens = store instanceof String location ? TokenStores.directory(location) : null;
        return (tokens == null ? TokenStores.directory(ROTATING_STORE) : tokens).resolve("poll");
    }

    /** A refresh token that rotates is lost with the process unless it is written down. */
    private static String defaultStore(OAuthSettings oauth) {
        boolean rotates = oauth.mode() != InitiateOAuth.OFF && oauth.effectiveGrant().needsPerson();
        return rotates ? ROTATING_STORE : REPLAYABLE_STORE;
    }

    private ApiClient tuned(ApiClient api, ZoomConfiguration how) {
        Timeouts timeouts = new Timeouts(Duration.ofMillis(how.getConnectTimeout()),
                Duration.ofMillis(how.getResponseTimeout()));
        RetryPolicy retry = new RetryPolicy(how.getMaxRetries(), Duration.ofMillis(how.getRetryDelay()),
                Duration.ofMillis(how.getRateLimitTimeout()), runtime.random());
        return api.with(new CallSettings(api.settings().hosts(), timeouts, retry, Priority.INTERACTIVE,
                api.settings().caller()));
    }

    @Override
    protected void doStop() {
        pipeline().close();
        ServiceHelper.stopService(gateways, health);
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
