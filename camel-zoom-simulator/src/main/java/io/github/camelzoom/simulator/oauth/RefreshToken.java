package io.github.camelzoom.simulator.oauth;

import java.time.Instant;

/**
 * A refresh token: one use.
 *
 * @param serial
 *            1 for the first one ever issued, and so on
 * @param deadSince
 *            null while it lives
 */
record RefreshToken(long serial, String value, Consent consent, Instant expiresAt, Instant deadSince) {

    RefreshToken dead(Instant since) {
        return deadSince != null ? this : new RefreshToken(serial, value, consent, expiresAt, since);
    }

    @Override
    public String toString() {
        return "RefreshToken[#" + serial + "]";
    }
}
