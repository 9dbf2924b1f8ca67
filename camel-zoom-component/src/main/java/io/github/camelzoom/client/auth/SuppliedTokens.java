package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Tokens that the user brings. Immutable; {@code toString} shows no secret.
 *
 * @param access     {@code oauthAccessToken}; null when not given
 * @param refresh    {@code oauthRefreshToken}; null when not given
 * @param obtainedAt {@code oauthTokenTimestamp}; null when unknown. Without it the tokens lose to any stored ones, and the
 *                   life of the access token is unknown: it is used until Zoom rejects it
 * @param expiresIn  {@code oauthExpiresIn}; null means what Zoom documents, one hour
 */
public record SuppliedTokens(Secret access, Secret refresh, Instant obtainedAt, Duration expiresIn) {

    /** Nothing was brought. */
    public static final SuppliedTokens NONE = new SuppliedTokens(null, null, null, null);

    public SuppliedTokens {
        if (access != null && access.equals(refresh)) {
            throw new IllegalArgumentException("oauthAccessToken and oauthRefreshToken are the same text; one of them was "
                    + "pasted into the wrong place");
        }
        if (expiresIn != null && expiresIn.isNegative()) {
            throw new IllegalArgumentException("oauthExpiresIn must not be negative");
        }
    }

    /** The access token with its life; null when none was brought. */
    AccessToken accessToken() {
        if (access == null) {
            return null;
        }
        if (obtainedAt == null) {
            return new AccessToken(access, Instant.EPOCH, Instant.MAX, Instant.MAX, Set.of(), null);
        }
        Instant expiresAt = obtainedAt.plus(expiresIn == null ? RefreshPolicy.DOCUMENTED_LIFETIME : expiresIn);
        return new AccessToken(access, obtainedAt, RefreshPolicy.refreshAt(obtainedAt, expiresAt, "", 0), expiresAt, Set.of(),
                null);
    }

    /** Whether these are younger than what is stored; never without a time stamp. */
    boolean isNewerThan(AccessToken stored) {
        return obtainedAt != null && stored != null && obtainedAt.isAfter(stored.sentAt());
    }
}
