package io.github.camelzoom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.camelzoom.client.auth.HttpTokenEndpoint;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.grant.TokenSources;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenStores;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** What one command needs to talk to Zoom and to the token stores, from its first request to its end. */
final class Session implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int LONGEST_REQUEST_SECONDS = 20;

    private final Terminal terminal;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;
    private final CloseableHttpClient http;
    private final TokenStores stores;
    private final TokenManager manager;
    private final HttpTokenEndpoint endpoint;

    Session(Terminal terminal) {
        this.terminal = terminal;
        ThreadFactory daemons = work -> {
            Thread thread = new Thread(work, "camel-zoom");
            thread.setDaemon(true);
            return thread;
        };
        executor = Executors.newFixedThreadPool(THREADS, daemons);
        scheduler = Executors.newSingleThreadScheduledExecutor(daemons);
        // A repeated request could spend a refresh token twice; a followed redirect could carry it elsewhere.
        http = HttpClients.custom().useSystemProperties().disableAutomaticRetries().disableRedirectHandling()
                .disableCookieManagement().build();
        stores = new TokenStores(random, SystemTime.nanos());
        manager = TokenManager.builder().clock(terminal.clock()).executor(executor).scheduler(scheduler).build();
        endpoint = new HttpTokenEndpoint(() -> http, scheduler, terminal.clock());
    }

    TokenManager manager() {
        return manager;
    }

    ExecutorService executor() {
        return executor;
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    CloseableHttpClient http() {
        return http;
    }

    SecureRandom random() {
        return random;
    }

    /**
     * The connection, ready to be used.
     *
     * @return                          null when it sends no bearer
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    TokenSource source(ConnectionSpec spec) {
        return source(spec, source -> null);
    }

    /** @param authorizationUrl where a person consents, for messages */
    TokenSource source(ConnectionSpec spec, Function<TokenSource, URI> authorizationUrl) {
        try {
            return TokenSources.of(spec.oauth(), spec.tokenUri(), endpoint, store(spec), authorizationUrl).orElse(null);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("Connection '")
                    ? e
                    : new IllegalArgumentException("Connection '" + spec.name() + "': " + message, e);
        }
    }

    private TokenStore store(ConnectionSpec spec) {
        Secret key = spec.tokenStoreKey();
        return stores.open(spec.tokenStore(), key == null ? null : TokenKeyList.from(key));
    }

    /**
     * @throws IllegalArgumentException when what we write into the store would be seen by nobody else
     */
    static void requireShared(TokenSource source, ConnectionSpec spec) {
        if (source.store().reach() == TokenStore.Reach.PROCESS) {
            throw new IllegalArgumentException("Connection '" + spec.name() + "': tokenStore=" + spec.tokenStore()
                    + " lives in the routes' process, where the command line cannot look. Give the routes and the command line "
                    + "the same tokenStore, e.g. file:/var/lib/zoom");
        }
    }

    /** Asks for the client secret when it is needed, was not given, and there is somebody to ask. */
    ConnectionSpec askForSecret(ConnectionSpec spec) {
        if (!spec.lacksSecret() || spec.options().get("oauthClientId") == null) {
            return spec;
        }
        Secret secret = terminal.prompt().apply("Client secret of connection '" + spec.name() + "'");
        if (secret == null) {
            throw new IllegalArgumentException("Connection '" + spec.name() + "': oauthClientSecret is required. Set "
                    + "ZOOM_CLIENT_SECRET, or put it into the file of --config; for a public client, which has none, give "
                    + "--grant AUTHORIZATION_CODE");
        }
        return spec.with("oauthClientSecret", secret);
    }

    /**
     * Waits for something that is under way.
     *
     * @return null when the time is over
     */
    static <T> T await(CompletionStage<T> stage, Duration time) {
        try {
            return stage.toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Lets what was sent come through to the store first: a rotated token that is not saved is lost. */
    @Override
    public void close() {
        manager.close();
        executor.shutdown();
        awaitRequests();
        scheduler.shutdownNow();
        stores.close();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRequests() {
        try {
            executor.awaitTermination(LONGEST_REQUEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
