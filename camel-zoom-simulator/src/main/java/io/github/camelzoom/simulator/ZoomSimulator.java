package io.github.camelzoom.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.RouteTable;
import io.github.camelzoom.simulator.event.InteractiveCallbacks;
import io.github.camelzoom.simulator.event.SimulatedEvents;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;

/**
 * Zoom in one JVM: a real HTTP server on the loopback address that answers as Zoom's public documents say.
 *
 * <pre>
 * try (ZoomSimulator zoom = ZoomSimulator.start()) {
 *     SimulatedApp app = zoom.defaultAccount().serverToServerApp();
 *     // token: POST zoom.oauthUrl()/token, REST: zoom.baseUrl()
 * }
 * </pre>
 *
 * All methods are thread-safe. Times are the {@link #clock()}'s, except delays of answers, which are real.
 */
public final class ZoomSimulator implements AutoCloseable {

    private final long seed;
    private final SimulatorSettings initial;
    private final SimulatorSettings settings = new SimulatorSettings();
    private final VirtualClock clock = new VirtualClock();
    private final Journal journal = new Journal(settings::journalSize);
    private final Faults faults;
    private final Catalogue catalogue = new Catalogue();
    private final RouteTable routes = new RouteTable(catalogue.operations());
    private final SimulatorServer server;
    private final Optional<SyntheticSize> synthetic;
    private final RandomGenerator jitter;
    private volatile World world;
    private int generation;

    private ZoomSimulator(Builder builder) {
        this.seed = builder.seed;
        this.initial = builder.settings;
        this.settings.copyFrom(initial);
        this.faults = new Faults(seed);
        this.synthetic = builder.synthetic;
        this.jitter = new Random(seed ^ 0x1A7E);
        this.world = newWorld();
        this.server = new SimulatorServer(this, seed, builder.port, builder.control);
    }

    /** Starts a simulator with the default world on a free port. */
    public static ZoomSimulator start() {
        return builder().start();
    }

    /** Prepares a simulator with other values. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where REST operations live: {@code http://127.0.0.1:PORT/v2}. */
    public URI baseUrl() {
        return URI.create(origin() + "/v2");
    }

    /** Where OAuth endpoints live: {@code http://127.0.0.1:PORT/oauth}. */
    public URI oauthUrl() {
        return URI.create(origin() + "/oauth");
    }

    /** Scheme, host and port, without a slash at the end. */
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Its time. */
    public VirtualClock clock() {
        return clock;
    }

    /** What it was asked. */
    public Journal journal() {
        return journal;
    }

    /** Trouble on demand. */
    public Faults faults() {
        return faults;
    }

    /** What may be changed while it runs. */
    public SimulatorSettings settings() {
        return settings;
    }

    /** Accounts and, through them, apps and data. */
    public SimulatedAccounts accounts() {
        return world.accounts();
    }

    /** The account that is there from the start, with a server-to-server app, a general app and three users. */
    public SimulatedAccount defaultAccount() {
        return accounts().all().get(0);
    }

    /** What can be downloaded and was uploaded. */
    public SimulatedFiles files() {
        return world.files();
    }

    /** Where interactive messages are answered. */
    public InteractiveCallbacks callbacks() {
        return world.callbacks();
    }

    /** What users decide, without a browser. */
    public SimulatedConsents consents() {
        return world.consents();
    }

    /** What happens, told over WebSockets and to webhooks. */
    public SimulatedEvents events() {
        return server.events();
    }

    /** Where events are told over WebSockets, without its query. */
    public URI webSocketUrl() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws");
    }

    /** Takes every access token away: Zoom then calls them invalid. */
    public void revokeAllTokens() {
        world.tokens().revoke(t -> true);
    }

    /** Ends the life of every access token: Zoom then calls them expired. */
    public void expireAllTokens() {
        world.tokens().expire(t -> true);
    }

    /** How many access tokens were issued since the start or the last {@link #reset()}. */
    public long issuedTokens() {
        return world.tokens().issuedCount();
    }

    /** How many access tokens are alive now. */
    public long liveTokens() {
        return world.tokens().liveCount();
    }

    /**
     * Uses up a part of the day's pool of an operation's label, so that a test sees its end without thousands of requests; does
     * nothing useful while the plan is {@link RateLimitPlan#OFF}.
     */
    public void spendDailyPool(SimulatedAccount account, String operation, int count) {
        world.spendDailyPool(account.id(), account.rateLimits().orElse(settings.rateLimits()), catalogue.operation(operation),
                count, clock.instant());
    }

    /** How requests met the rate limits since the start or the last {@link #reset()}. */
    public RateLimitStatistics rateLimitStatistics() {
        return world.rateLimitStatistics();
    }

    /** The page tokens of lists: how many, and how to kill them before their time. */
    public PageTokens pageTokens() {
        return world.pageTokens();
    }

    /**
     * Back to the world of the start: same ids and credentials, no tokens, empty journal, no faults, real time, the builder's
     * settings. Token values never repeat, so that a client's old tokens stay dead.
     */
    public void reset() {
        faults.clear();
        settings.copyFrom(initial);
        clock.reset();
        synchronized (this) {
            generation++;
            world = newWorld();
        }
        journal.clear();
        server.events().reset();
    }

    /** Same as {@link #close()}. */
    public void stop() {
        close();
    }

    @Override
    public void close() {
        faults.clear();
        server.close();
    }

    World world() {
        return world;
    }

    /** Real time to add to the next answer. */
    Duration latency() {
        Duration most = settings.latencyJitter();
        return most.isZero() ? settings.latency() : settings.latency().plusNanos(jitter.nextLong(most.toNanos() + 1));
    }

    private World newWorld() {
        return new World(seed, generation, clock, settings, catalogue, routes, this::origin, this::events, synthetic);
    }

    /** Values to start with. Not thread-safe. */
    public static final class Builder {

        private final SimulatorSettings settings = new SimulatorSettings();
        private long seed = 1;
        private int port;
        private boolean control;
        private Optional<SyntheticSize> synthetic = Optional.empty();

        private Builder() {}

        /** Where all ids, tokens and probabilities come from; 1 by default. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** The port to listen on; 0, the default, means a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Lifetime of access tokens. */
        public Builder tokenLifetime(Duration lifetime) {
            settings.tokenLifetime(lifetime);
            return this;
        }

        /** The limits in force. */
        public Builder rateLimits(RateLimitPlan plan) {
            settings.rateLimits(plan);
            return this;
        }

        /** Real time added to every answer. */
        public Builder latency(Duration latency) {
            settings.latency(latency);
            return this;
        }

        /** Puts computed contents into the default account, behind which come its own three users. */
        public Builder synthetic(SyntheticSize size) {
            synthetic = Optional.of(size);
            return this;
        }

        /** Whether another process may steer it below {@code /control/}; off by default. */
        public Builder control(boolean on) {
            control = on;
            return this;
        }

        /** All other settings, as {@link ZoomSimulator#reset()} will bring them back. */
        public SimulatorSettings settings() {
            return settings;
        }

        /** Starts the server; returns when it listens. */
        public ZoomSimulator start() {
            return new ZoomSimulator(this);
        }
    }
}
