package io.github.camelzoom.simulator.oauth;

import java.time.Duration;

/** What a grant gives. {@code refreshToken} is null for grants without one; {@code expiresIn} is what the client is told. */
record Granted(IssuedToken token, RefreshToken refreshToken, long expiresIn, boolean withApiUrl) {

    static Granted of(IssuedToken token, RefreshToken refreshToken) {
        return new Granted(token, refreshToken, Duration.between(token.issuedAt(), token.expiresAt()).toSeconds(), true);
    }
}
