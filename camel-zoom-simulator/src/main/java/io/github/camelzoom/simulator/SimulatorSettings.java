package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    private volatile Duration latencyJitter = Duration.ZERO;
    private volatile Map<String, Integer> rateLimitCounts = Map.of();
    private volatile Map<String, Integer> dailyLimits = Map.of();
    private volatile RetryAfterForm retryAfter = RetryAfterForm.ISO_INSTANT;
    private volatile boolean retryAfterPerSecond;
    private volatile boolean dateWindows = true;
    private volatile boolean pageNumbersIgnored;
    private volatile boolean pageSizesCut;
    private volatile int journalSize = Integer.MAX_VALUE;
    private volatile boolean rateLimitHeaders = true;
    private volatile int liveTokenCap = Integer.MAX_VALUE;
    private volatile int invalidClientStatus = 400;
    private volatile int deadPageTokenStatus = 400;
    private volatile long deadPageTokenCode = 300;
    private volatile String deadPageTokenMessage = "The next page token is invalid or expired.";
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
        latencyJitter = other.latencyJitter;
        rateLimitCounts = other.rateLimitCounts;
        dailyLimits = other.dailyLimits;
        retryAfter = other.retryAfter;
        retryAfterPerSecond = other.retryAfterPerSecond;
        dateWindows = other.dateWindows;
        pageNumbersIgnored = other.pageNumbersIgnored;
        pageSizesCut = other.pageSizesCut;
        journalSize = other.journalSize;
        liveTokenCap = other.liveTokenCap;
        invalidClientStatus = other.invalidClientStatus;
        deadPageTokenStatus = other.deadPageTokenStatus;
        deadPageTokenCode = other.deadPageTokenCode;
        deadPageTokenMessage = other.deadPageTokenMessage;
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

    /** Most real time added to an answer on top of {@link #latency()}, drawn evenly from the seed; none by default. */
    public Duration latencyJitter() {
        return latencyJitter;
    }

    /** Sets {@link #latencyJitter()}. */
    public SimulatorSettings latencyJitter(Duration most) {
        latencyJitter = most;
        return this;
    }

    /** How many requests of a label a window lets pass, in place of the plan's number; empty means the plan's. */
    public OptionalInt rateLimit(String label) {
        Integer count = rateLimitCounts.get(label);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /** Sets {@link #rateLimit(String)} for light, medium, heavy or resource-intensive, with every plan, {@code OFF} too. */
    public synchronized SimulatorSettings rateLimit(String label, int count) {
        rateLimitCounts = with(rateLimitCounts, label, count);
        return this;
    }

    /** The size of a label's daily pool, in place of the plan's; 0 means no pool, empty the plan's. */
    public OptionalInt dailyLimit(String label) {
        Integer size = dailyLimits.get(label);
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Sets {@link #dailyLimit(String)}. */
    public synchronized SimulatorSettings dailyLimit(String label, int size) {
        dailyLimits = with(dailyLimits, label, size);
        return this;
    }

    private static Map<String, Integer> with(Map<String, Integer> map, String key, int value) {
        Map<String, Integer> copy = new HashMap<>(map);
        copy.put(key, value);
        return Map.copyOf(copy);
    }

    /** How {@code Retry-After} is written; an ISO instant by default, as Zoom's older documents say. */
    public RetryAfterForm retryAfter() {
        return retryAfter;
    }

    /** Sets {@link #retryAfter()}. */
    public SimulatorSettings retryAfter(RetryAfterForm form) {
        retryAfter = form;
        return this;
    }

    /** Whether a per-second 429 has {@code Retry-After} too; it has not by default. */
    public boolean retryAfterPerSecond() {
        return retryAfterPerSecond;
    }

    /** Sets {@link #retryAfterPerSecond()}. */
    public SimulatorSettings retryAfterPerSecond(boolean sent) {
        retryAfterPerSecond = sent;
        return this;
    }

    /** Whether date windows that are too long are cut or refused; they are by default. */
    public boolean dateWindows() {
        return dateWindows;
    }

    /** Sets {@link #dateWindows()}. */
    public SimulatorSettings dateWindows(boolean enforced) {
        dateWindows = enforced;
        return this;
    }

    /** Whether every {@code page_number} gives page 1, as users report of some lists; off by default. */
    public boolean pageNumbersIgnored() {
        return pageNumbersIgnored;
    }

    /** Sets {@link #pageNumbersIgnored()}. */
    public SimulatorSettings pageNumbersIgnored(boolean ignored) {
        pageNumbersIgnored = ignored;
        return this;
    }

    /** Whether a page size above the maximum counts as the maximum instead of being refused; off by default. */
    public boolean pageSizesCut() {
        return pageSizesCut;
    }

    /** Sets {@link #pageSizesCut()}. */
    public SimulatorSettings pageSizesCut(boolean cut) {
        pageSizesCut = cut;
        return this;
    }

    /** How many requests the journal remembers; all by default, which long runs should change. */
    public int journalSize() {
        return journalSize;
    }

    /** Sets {@link #journalSize()}; 0 turns the journal off. */
    public SimulatorSettings journalSize(int most) {
        journalSize = most;
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

    /** HTTP status for a dead page token: 400, but in Zoom's documents one operation has another. */
    public int deadPageTokenStatus() {
        return deadPageTokenStatus;
    }

    /** What Zoom says of a dead page token. */
    public String deadPageTokenMessage() {
        return deadPageTokenMessage;
    }

    /** Sets {@link #deadPageTokenStatus()}, {@link #deadPageTokenCode()} and {@link #deadPageTokenMessage()}. */
    public SimulatorSettings deadPageToken(int status, long code, String message) {
        deadPageTokenStatus = status;
        deadPageTokenCode = code;
        deadPageTokenMessage = message;
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
