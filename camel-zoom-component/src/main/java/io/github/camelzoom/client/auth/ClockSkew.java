package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * Corrects the life of a token that a node with another idea of the time has stored, as far as this node can know better.
 * Without it a node whose clock is ahead would take every token of the others for expired. Pure.
 */
final class ClockSkew {

    private ClockSkew() {}

    /**
     * @param earliest the token cannot have been asked for before
     * @param now      nor after this instant; both by this node's clock
     */
    static TokenRecord correct(TokenRecord stored, Instant earliest, Instant now) {
        AccessToken token = stored.access();
        if (token == null || token.expiresAt().equals(Instant.MAX)) {
            return stored;
        }
        if (token.sentAt().isAfter(now)) {
            return shifted(stored, Duration.between(token.sentAt(), now));
        }
        return token.sentAt().isBefore(earliest) ? shifted(stored, Duration.between(token.sentAt(), earliest)) : stored;
    }

    private static TokenRecord shifted(TokenRecord stored, Duration by) {
        AccessToken token = stored.access();
        AccessToken moved = new AccessToken(token.value(), token.sentAt().plus(by), token.refreshAt().plus(by), token
                .expiresAt().plus(by), token.scopes(), token.apiUrl());
        return new TokenRecord(stored.key(), stored.version(), stored.phase(), moved, stored.refresh(), stored.claim(), stored
                .failure());
    }
}
