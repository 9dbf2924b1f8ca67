package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Everything a {@link TokenManager} is given: its clocks, chance, threads and limits. Immutable. */
record TokenManagerConfig(InstantSource clock, LongSupplier nanos, RandomGenerator random, Executor executor,
        ScheduledExecutorService scheduler, String nodeId, Duration lease, Duration postTimeout, Duration stopTimeout,
        Duration terminalHold, int refreshes, int snapshots, List<TokenListener> listeners) {

    /** How often a token that waits for a person is looked up in the store, where the consent will arrive. */
    static final Duration CONSENT_LOOK = Duration.ofSeconds(5);
    /** A token that replaced another one this recently and is rejected unused is not replaced again. */
    static final Duration PING_PONG = Duration.ofSeconds(10);
    /** A server that answered 5xx to a rotating refresh gets this long to recover before the one repetition. */
    static final Duration SERVER_TROUBLE = Duration.ofSeconds(30);

    TokenManagerConfig {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanos, "nanos");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(nodeId, "nodeId");
        if (lease.compareTo(postTimeout) <= 0) {
            throw new IllegalArgumentException("The lease of a claim must be longer than one token request may take");
        }
        if (refreshes < 1 || snapshots < 1) {
            throw new IllegalArgumentException("The bounds of a token manager must be positive");
        }
        listeners = List.copyOf(listeners);
    }
}
