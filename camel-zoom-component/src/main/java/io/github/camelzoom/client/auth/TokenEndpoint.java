package io.github.camelzoom.client.auth;

/**
 * Sends one token request and says what came of it: no retry, no cache, no redirect. Implementations are thread-safe and
 * return within a time well below the lease of a claim.
 */
@FunctionalInterface
public interface TokenEndpoint {

    /** Blocks until there is an answer or the time is up. Never null; failures are answers, not exceptions. */
    TokenAnswer post(TokenRequest request);
}
