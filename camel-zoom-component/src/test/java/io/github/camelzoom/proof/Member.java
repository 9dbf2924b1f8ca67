package io.github.camelzoom.proof;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenEvent;
import io.github.camelzoom.client.auth.TokenListener;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenManagerBuilder;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.grant.TokenSources;
import io.github.camelzoom.simulator.oauth.UserGrants;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** A member of a cluster: a token manager with one connection of a person, before a Zoom at some address. */
final class Member implements AutoCloseable {

    /** Longer than anything here takes on a machine that does not hang. */
    static final Duration PATIENCE = Duration.ofSeconds(50);

    final TokenStore store;
    final TokenManager manager;
    final TokenSource source;
    final List<TokenEvent> events = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final URI me;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();

    /** Which Zoom, and which app of it. */
    record Place(String origin, String clientId, String clientSecret) {}

    /** How a call went. */
    record Call(int status, boolean replayed) {}

    Member(Place place, TokenStore store) {
        this(place, store, InstantSource.system(), null, event -> {});
    }

    /**
     * @param lease    null for the default. A short one is shorter than a token request may take, so that it is for
     *                 proofs in which the other members are dead
     * @param listener hears what happens first
     */
    Member(Place place, TokenStore store, InstantSource clock, Duration lease, TokenListener listener) {
        this.store = store;
        this.clock = clock;
        me = URI.create(place.origin() + "/v2/users/me");
        TokenManagerBuilder builder = TokenManager.builder().clock(clock).executor(executor).scheduler(scheduler)
                .listener(listener).listener(events::add);
        if (lease != null) {
            builder.lease(lease).postTimeout(lease.dividedBy(2));
        }
        manager = builder.build();
        OAuthSettings settings = new OAuthSettings("proof", null, null, OAuthGrant.AUTHORIZATION_CODE, place.clientId(), place
                .clientSecret(), null, null, null, null, null);
        source = TokenSources.of(settings, URI.create(place.origin() + "/oauth/token"), new HttpTokenEndpoint(() -> client,
                scheduler, clock), store, any -> null).orElseThrow();
    }

    AccessToken token() {
        return get(manager.token(source));
    }

    AccessToken replace(String rejected) {
        return get(manager.replace(source, rejected));
    }

    /** Stores what a consent has brought. */
    void consent(UserGrants.Pair pair, Duration lifetime) {
        TokenAnswer.Granted granted = new TokenAnswer.Granted(Secret.of(pair.accessToken()), Secret.of(pair.refreshToken()),
                lifetime, Set.of(), null);
        Instant sentAt = clock.instant();
        if (get(manager.install(source, granted, sentAt)).unsaved() != null) {
            throw new AssertionError("The consent was not stored");
        }
    }

    /** As the component calls: a rejected token is replaced and the call repeated, once. */
    Call call() {
        AccessToken token = token();
        int status = status(token);
        boolean replay = status == 401;
        if (replay) {
            token = replace(token.fingerprint());
            status = status(token);
        }
        if (status == 200) {
            manager.accepted(source, token.fingerprint());
        }
        return new Call(status, replay);
    }

    /** Reaches Zoom's REST side with the token. */
    int status(AccessToken token) {
        HttpGet get = new HttpGet(me);
        get.setHeader("Authorization", "Bearer " + token.value().reveal());
        try {
            return client.execute(get, response -> response.getCode());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        manager.close();
        executor.shutdownNow();
        scheduler.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
