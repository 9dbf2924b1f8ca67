package io.github.camelzoom.client.auth.flow;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenEvent;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.grant.TokenSources;
import io.github.camelzoom.client.auth.store.MemoryTokenStores;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** One process of ours before a simulated Zoom, over real sockets, with the simulator's time. */
final class Zoom implements AutoCloseable {

    static final String CALLBACK = "http://localhost:33333";

    final ZoomSimulator simulator;
    final SimulatedApp app;
    final SimulatedUser alice;
    final InstantSource clock;
    final TokenStore store;
    final TokenManager manager;
    final PendingConsents pending;
    final Consents consents;
    final ExecutorService executor = Executors.newFixedThreadPool(4);
    final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    final List<TokenEvent> events = new CopyOnWriteArrayList<>();
    final HttpTokenEndpoint endpoint;
    private final AtomicLong passed = new AtomicLong();
    private final CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();

    Zoom(ZoomSimulator simulator) {
        this(simulator, new MemoryTokenStores().get("test"));
    }

    /** A second process before the same Zoom with the same store. */
    Zoom another() {
        return new Zoom(simulator, store);
    }

    Zoom(ZoomSimulator simulator, TokenStore store) {
        this.simulator = simulator;
        this.store = store;
        app = simulator.defaultAccount().generalApp();
        alice = simulator.defaultAccount().users().get(1);
        clock = simulator.clock();
        endpoint = new HttpTokenEndpoint(() -> client, scheduler, clock);
        manager = TokenManager.builder().clock(clock).nanos(() -> SystemTime.nanos().getAsLong() + passed
                .get()).executor(executor).scheduler(scheduler)
                .listener(events::add).build();
        pending = new PendingConsents(clock, new SecureRandom());
        consents = new Consents(manager, pending, executor, clock);
    }

    OAuthSettings settings() {
        return new OAuthSettings("acme", null, null, null, app.clientId(), app.clientSecret(), null, null, null, null, null);
    }

    OAuthSettings publicSettings() {
        app.publicClientId("public-id");
        return new OAuthSettings("acme", null, null, OAuthGrant.AUTHORIZATION_CODE, "public-id", null, null, null, null, null,
                null);
    }

    TokenSource source() {
        return source(settings());
    }

    TokenSource source(OAuthSettings settings) {
        return TokenSources.of(settings, URI.create(simulator.oauthUrl() + "/token"), endpoint, store, consents
                .authorizationUrls(CALLBACK)).orElseThrow();
    }

    /** The browser's way: from the authorization URL to the callback. */
    URI allow(PendingConsent consent) {
        return simulator.consents().approve(consent.authorizationUrl(), alice);
    }

    ConsentResult paste(TokenSource source, Object callback) {
        return get(consents.paste(source, callback.toString()));
    }

    /** A consent from beginning to end. */
    ConsentResult authorize(TokenSource source) {
        return paste(source, allow(consents.begin(source, CALLBACK)));
    }

    AccessToken token(TokenSource source) {
        return get(manager.token(source));
    }

    /** A call with the token reaches Zoom's REST side. */
    int call(AccessToken token) {
        HttpGet get = new HttpGet(
                simulator.baseUrl() + "/users/me");
        get.setHeader("Authorization", "Bearer " + token.value().reveal());
        try {
            return client.execute(get, response -> response.getCode());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Time passes for Zoom and for us; timers keep their own. */
    void pass(Duration time) {
        simulator.clock().advance(time);
        passed.addAndGet(time.toNanos());
    }

    int status(TokenSource source) {
        return call(token(source));
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        manager.close();
        executor.shutdownNow();
        scheduler.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
