package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is to be replaced. Pure functions of their arguments.
 *
 * <p>
 * Zoom's tokens live an hour, and thousands are often issued together, at start or after an outage. Without jitter they
 * would all be renewed in the same second of every hour.
 */
public final class RefreshPolicy {

    /** What a token is good for. */
    public enum Freshness {
        /** Use it. */
        FRESH,
        /** Use it, and have it replaced in the background. */
        STALE,
        /** Do not use it. */
        EXPIRED
    }

    /** What Zoom's documentation promises; used when an answer does not say. */
    public static final Duration DOCUMENTED_LIFETIME = Duration.ofHours(1);

    private static final double AHEAD_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(3650);

    private RefreshPolicy() {}

    /**
     * @param token null counts as expired
     * @param now   on the clock that the token's instants were taken from
     */
    public static Freshness classify(AccessToken token, Instant now) {
        if (token == null || !now.isBefore(token.expiresAt())) {
            return Freshness.EXPIRED;
        }
        return now.isBefore(token.refreshAt()) ? Freshness.FRESH : Freshness.STALE;
    }

    /**
     * The instant from which a token is replaced in the background: five to ten minutes before its end, but not more than
     * a quarter of its life, so that short-lived tokens are not due at birth.
     *
     * @param expiresAt {@link Instant#MAX} when unknown: such a token is never due
     * @param nodeId    spreads the nodes of a cluster
     * @param version   spreads the tokens of a node; fixed with the record, so looking again gives the same instant
     */
    public static Instant refreshAt(Instant sentAt, Instant expiresAt, String nodeId, long version) {
        if (expiresAt.equals(Instant.MAX)) {
            return expiresAt;
        }
        double jitter = jitter(nodeId, version);
        double lifetime = Math.max(0, Duration.between(sentAt, expiresAt).toMillis());
        double ahead = Math.min(AHEAD_MILLIS + jitter * AHEAD_MILLIS, lifetime * (0.15 + 0.1 * jitter));
        return expiresAt.minusMillis((long) ahead);
    }

    /** From 0 (inclusive) to 1 (exclusive), the same for the same arguments on every machine. */
    static double jitter(String nodeId, long version) {
        long mixed = nodeId.hashCode() * 0x9E3779B97F4A7C15L + version;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** The token of an answer; its life counts from the sending of the request, not from the arrival of the answer. */
    static AccessToken tokenOf(TokenAnswer.Granted granted, Instant sentAt, String nodeId, long version) {
        Duration lifetime = granted.expiresIn() == null ? DOCUMENTED_LIFETIME : granted.expiresIn();
        if (lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            lifetime = LONGEST_LIFETIME;
        }
        Instant expiresAt = sentAt.plus(lifetime);
        return new AccessToken(granted.accessToken(), sentAt, refreshAt(sentAt, expiresAt, nodeId, version), expiresAt,
                granted.scopes(), granted.apiUrl());
    }
}
