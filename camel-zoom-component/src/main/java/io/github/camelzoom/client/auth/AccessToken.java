package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * A bearer and what is known about it. Immutable; {@code toString} shows no secret.
 *
 * @param value     the bearer itself
 * @param sentAt    when the request that brought it was sent; its life is counted from here
 * @param refreshAt from when on it is to be replaced in the background; not after {@code expiresAt}. Fixed when the
 *                  token is stored, so that looking again does not move it
 * @param expiresAt from when on it is not to be used; {@link Instant#MAX} when nothing is known
 * @param scopes    what Zoom granted; empty when it did not say
 * @param apiUrl    the account's regional API host of the token answer, without {@code /v2}; null when absent
 */
public record AccessToken(Secret value, Instant sentAt, Instant refreshAt, Instant expiresAt, Set<String> scopes,
        URI apiUrl) {

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    /** Identifies the token in logs and in comparisons. */
    public String fingerprint() {
        return value.fingerprint();
    }
}
