package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * Everything about the simulated Zoom that a test may change while it runs. Thread-safe; {@link ZoomSimulator#reset()} brings back
 * the values the simulator was built with.
 */
public final class SimulatorSettings {

    private volatile Duration tokenLifetime = Duration.ofHours(1);
    private volatile Duration refreshTokenLifetime = Duration.ofDays(90);
    private volatile Duration refreshTolerance = Duration.ZERO;
    private volatile boolean refreshKillsAccessTokens;
    private volatile Duration latency = Duration.ZERO;
    private volatile RateLimitPlan rateLimits = RateLimitPlan.OFF;
    private volatile boolean rateLimitHeaders = true;
    private volatile int liveTokenCap = Integer.MAX_VALUE;
    private volatile int invalidClientStatus = 400;
    private volatile long deadPageTokenCode = 300;
    private volatile boolean rangeRequests = true;
    private volatile int genericListSize = 5;
    private volatile Optional<String> apiUrl = Optional.empty();

    SimulatorSettings() {}

    SimulatorSettings copyFrom(SimulatorSettings other) {
        tokenLifetime = other.tokenLifetime;
        refreshTokenLifetime = other.refreshTokenLifetime;
        refreshTolerance = other.refreshTolerance;
        refreshKillsAccessTokens = other.refreshKillsAccessTokens;
        latency = other.latency;
        rateLimits = other.rateLimits;
        rateLimitHeaders = other.rateLimitHeaders;
        liveTokenCap = other.liveTokenCap;
        invalidClientStatus = other.invalidClientStatus;
        deadPageTokenCode = other.deadPageTokenCode;
        rangeRequests = other.rangeRequests;
        genericListSize = other.genericListSize;
        apiUrl = other.apiUrl;
        return this;
    }

    /** Lifetime of access tokens issued from now on; one hour by default. */
    public Duration tokenLifetime() {
        return tokenLifetime;
    }

    /** Sets {@link #tokenLifetime()}; whole seconds are told to the client. */
    public SimulatorSettings tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** Lifetime of refresh tokens issued from now on; 90 days by default (an older Zoom page says 15 years). */
    public Duration refreshTokenLifetime() {
        return refreshTokenLifetime;
    }

    /** Sets {@link #refreshTokenLifetime()}. */
    public SimulatorSettings refreshTokenLifetime(Duration lifetime) {
        refreshTokenLifetime = lifetime;
        return this;
    }

    /** How long a refresh token that was just replaced still works; not at all by default, as with present token versions. */
    public Duration refreshTolerance() {
        return refreshTolerance;
    }

    /** Sets {@link #refreshTolerance()}. */
    public SimulatorSettings refreshTolerance(Duration duration) {
        refreshTolerance = duration;
        return this;
    }

    /** Whether a refresh ends the access token of before; Zoom does not say, so it does not by default. */
    public boolean refreshKillsAccessTokens() {
        return refreshKillsAccessTokens;
    }

    /** Sets {@link #refreshKillsAccessTokens()}. */
    public SimulatorSettings refreshKillsAccessTokens(boolean value) {
        refreshKillsAccessTokens = value;
        return this;
    }

    /** Real time added to every answer. */
    public Duration latency() {
        return latency;
    }

    /** Sets {@link #latency()}. */
    public SimulatorSettings latency(Duration value) {
        latency = value;
        return this;
    }

    /** The limits in force; {@link RateLimitPlan#OFF} by default. */
    public RateLimitPlan rateLimits() {
        return rateLimits;
    }

    /** Sets {@link #rateLimits()}. */
    public SimulatorSettings rateLimits(RateLimitPlan plan) {
        rateLimits = plan;
        return this;
    }

    /** Whether answers carry {@code X-RateLimit-*} and {@code Retry-After}; Zoom's present page no longer lists them. */
    public boolean rateLimitHeaders() {
        return rateLimitHeaders;
    }

    /** Sets {@link #rateLimitHeaders()}. */
    public SimulatorSettings rateLimitHeaders(boolean sent) {
        rateLimitHeaders = sent;
        return this;
    }

    /** How many access tokens of one app may live at once before the oldest dies; unlimited by default. */
    public int liveTokenCap() {
        return liveTokenCap;
    }

    /** Sets {@link #liveTokenCap()}. */
    public SimulatorSettings liveTokenCap(int cap) {
        liveTokenCap = cap;
        return this;
    }

    /** HTTP status of {@code invalid_client}: reports name 400 mostly and 401 sometimes. */
    public int invalidClientStatus() {
        return invalidClientStatus;
    }

    /** Sets {@link #invalidClientStatus()}. */
    public SimulatorSettings invalidClientStatus(int status) {
        invalidClientStatus = status;
        return this;
    }

    /** Zoom's code for a dead page token: 300 mostly, 400, 30101, 1003100 or 30051005 in some products. */
    public long deadPageTokenCode() {
        return deadPageTokenCode;
    }

    /** Sets {@link #deadPageTokenCode()}. */
    public SimulatorSettings deadPageTokenCode(long code) {
        deadPageTokenCode = code;
        return this;
    }

    /** Whether downloads honour {@code Range}; nothing is known of the real ones, so clients must live with both. */
    public boolean rangeRequests() {
        return rangeRequests;
    }

    /** Sets {@link #rangeRequests()}. */
    public SimulatorSettings rangeRequests(boolean honoured) {
        rangeRequests = honoured;
        return this;
    }

    /** How many items a list operation without simulated state holds. */
    public int genericListSize() {
        return genericListSize;
    }

    /** Sets {@link #genericListSize()}. */
    public SimulatorSettings genericListSize(int size) {
        genericListSize = size;
        return this;
    }

    /** {@code api_url} of token answers when it is not the simulator's own address. */
    public Optional<String> apiUrl() {
        return apiUrl;
    }

    /** Sets {@link #apiUrl()}; null goes back to the simulator's own address. */
    public SimulatorSettings apiUrl(String url) {
        apiUrl = Optional.ofNullable(url);
        return this;
    }
}
