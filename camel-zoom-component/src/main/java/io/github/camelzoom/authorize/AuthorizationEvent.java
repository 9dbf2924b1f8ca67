package io.github.camelzoom.authorize;

import java.time.Instant;
import java.util.Objects;

/**
 * A consent that a person gave or refused, or a revocation; the body of the exchanges of {@code zoom:authorize}.
 * Immutable; holds no secret.
 *
 * @param connection the connection's name
 * @param status     {@code GRANTED}, {@code DENIED}, {@code REVOKED}, or what else came of it
 * @param at         when
 * @param expiresAt  of the new access token; null when there is none or its life is unknown
 */
public record AuthorizationEvent(String connection, String status, Instant at, Instant expiresAt) {

    public AuthorizationEvent {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
    }
}
