package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunExecutor;
import io.github.camelzoom.client.testing.HandRunScheduler;

/** One process: a token manager with time and threads in the test's hand. */
final class Node {

    final FakeClock clock = new FakeClock();
    final HandRunExecutor executor = new HandRunExecutor();
    final HandRunScheduler scheduler = new HandRunScheduler(clock);
    final List<TokenEvent> events = new ArrayList<>();
    final TestStore store;
    final ScriptedEndpoint endpoint;
    final TokenManager manager;

    Node(String id, TestStore store, ScriptedEndpoint endpoint, TokenListener... listeners) {
        this.store = store;
        this.endpoint = endpoint;
        TokenManagerBuilder builder = TokenManager.builder().clock(clock).nanos(clock).random(new Random(7)).executor(executor)
                .scheduler(scheduler).nodeId(id).snapshots(20);
        for (TokenListener listener : listeners) {
            builder.listener(listener);
        }
        manager = builder.listener(events::add).build();
    }

    Node() {
        this("node-1", new TestStore(), new ScriptedEndpoint());
    }

    TokenSource.Builder source(String connection) {
        return TokenSource.builder(connection).client("client", Secret.of("s3cr3t")).endpoint(ScriptedEndpoint.URI_, endpoint)
                .store(store);
    }

    TokenSource account(String connection, String accountId) {
        return source(connection).grant(new AccountCredentialsGrant(accountId)).build();
    }

    TokenSource account() {
        return account("acme", "account-1");
    }

    TokenSource rotating() {
        return source("person").grant(new RotatingGrant()).supplied(new SuppliedTokens(null, Secret.of("RT-0"), null, null))
                .build();
    }

    /** The token's text, all work being done; waits for other nodes are not ended. */
    String token(TokenSource source) {
        return value(manager.token(source));
    }

    String replace(TokenSource source, String rejected) {
        return value(manager.replace(source, fingerprint(rejected)));
    }

    String value(CompletionStage<AccessToken> stage) {
        executor.runAll();
        CompletableFuture<AccessToken> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("still waiting");
        }
        try {
            return future.join().value().reveal();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ZoomAuthException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Time passes, timers go off, and what they start is run. */
    void advance(Duration time) {
        clockTo(time);
        executor.runAll();
    }

    private void clockTo(Duration time) {
        long end = clock.getAsLong() + time.toNanos();
        while (end - clock.getAsLong() > 0) {
            scheduler.advance(Duration.ofNanos(Math.min(100_000_000L, end - clock.getAsLong())));
            executor.runAll();
        }
    }

    List<TokenEvent.Type> eventTypes() {
        return events.stream().map(TokenEvent::type).toList();
    }

    TokenState state(TokenSource source) {
        return manager.state(source.key());
    }

    static String fingerprint(String token) {
        return Secret.of(token).fingerprint();
    }
}
