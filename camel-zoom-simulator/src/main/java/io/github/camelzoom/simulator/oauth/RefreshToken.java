package io.github.camelzoom.simulator.oauth;

import java.time.Instant;

/**
 * A refresh token: one use.
 *
 * @param serial
 *            1 for the first one ever issued, and so on
 */
record RefreshToken(long serial, String value, Consent consent, Instant expiresAt) {

    @Override
    public String toString() {
        return "RefreshToken[#" + serial + "]";
    }
}
