package io.github.camelzoom.client.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Collects what a {@link TokenManager} needs. Required: executor and scheduler. Not thread-safe. */
public final class TokenManagerBuilder {

    /** How many refreshes run at a time in all: enough for a thousand token endpoints that hang. */
    public static final int MOST_REFRESHES = 1_200;

    private final List<TokenListener> listeners = new ArrayList<>();
    private InstantSource clock = SystemTime.clock();
    private LongSupplier nanos = SystemTime.nanos();
    private RandomGenerator random = new SecureRandom();
    private Executor executor;
    private ScheduledExecutorService scheduler;
    private String nodeId = UUID.randomUUID().toString();
    private Duration lease = Duration.ofSeconds(30);
    private Duration postTimeout = Duration.ofSeconds(15);
    private Duration stopTimeout = Duration.ofSeconds(5);
    private Duration terminalHold = Duration.ofMinutes(10);
    private int refreshes = 8;
    private int snapshots = 10_000;

    TokenManagerBuilder() {}

    /** Wall time, for the life of tokens. */
    public TokenManagerBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Monotonic nanoseconds, for leases and back-off. */
    public TokenManagerBuilder nanos(LongSupplier value) {
        nanos = value;
        return this;
    }

    /** For jitter and the names of attempts; must be thread-safe. */
    public TokenManagerBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /**
     * Runs what blocks: store and token endpoint. Not shut down by the manager. It should have a thread for each refresh
     * that may run at a time, up to {@link #MOST_REFRESHES} while endpoints hang; one that runs tasks on the caller's thread
     * makes callers block.
     */
    public TokenManagerBuilder executor(Executor value) {
        executor = value;
        return this;
    }

    /** Runs timers, each for an instant only. Not shut down by the manager. */
    public TokenManagerBuilder scheduler(ScheduledExecutorService value) {
        scheduler = value;
        return this;
    }

    /** Unique among all processes that share a store, also across restarts; a random one unless given. */
    public TokenManagerBuilder nodeId(String value) {
        nodeId = value;
        return this;
    }

    /** How long a claim of another node must have been seen unchanged to count as abandoned; 30 s unless given. */
    public TokenManagerBuilder lease(Duration value) {
        lease = value;
        return this;
    }

    /** The longest that one request of the endpoints takes, 15 s unless given; less than the lease. */
    public TokenManagerBuilder postTimeout(Duration value) {
        postTimeout = value;
        return this;
    }

    /** How long {@link TokenManager#close()} waits while no refresh token is being spent; 5 s unless given. */
    public TokenManagerBuilder stopTimeout(Duration value) {
        stopTimeout = value;
        return this;
    }

    /**
     * How long a refusal that only a change can end (wrong secret, inactive app) answers all callers without a request;
     * 10 min unless given. {@link TokenManager#retry(TokenKey)} ends it at once.
     */
    public TokenManagerBuilder terminalHold(Duration value) {
        terminalHold = value;
        return this;
    }

    /** How many refreshes of one token endpoint may run at a time; 8 unless given. */
    public TokenManagerBuilder refreshes(int value) {
        refreshes = value;
        return this;
    }

    /** How many keys are kept in memory; 10,000 unless given. The store keeps all. */
    public TokenManagerBuilder snapshots(int value) {
        snapshots = value;
        return this;
    }

    /** Adds one more listener. */
    public TokenManagerBuilder listener(TokenListener value) {
        listeners.add(value);
        return this;
    }

    /**
     * @throws NullPointerException     when executor or scheduler are missing
     * @throws IllegalArgumentException when a limit makes no sense
     */
    public TokenManager build() {
        return new TokenManager(new TokenManagerConfig(clock, nanos, random, executor, scheduler, nodeId, lease, postTimeout,
                stopTimeout, terminalHold, refreshes, snapshots, listeners));
    }
}
