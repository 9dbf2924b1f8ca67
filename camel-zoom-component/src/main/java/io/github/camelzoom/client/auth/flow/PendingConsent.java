package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A consent that a person has been asked for. Immutable, thread-safe.
 *
 * @param connection       the connection's name
 * @param authorizationUrl where the person consents; it holds nothing secret
 * @param state            what the callback must bring; part of the URL
 * @param expiresAt        when it is too late
 */
public record PendingConsent(String connection, URI authorizationUrl, String state, Instant expiresAt) {

    public PendingConsent {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(authorizationUrl, "authorizationUrl");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
