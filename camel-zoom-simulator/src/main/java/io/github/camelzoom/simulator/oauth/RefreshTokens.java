package io.github.camelzoom.simulator.oauth;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/**
 * Refresh tokens with strict rotation: a token dies in the moment in which it is used, whether or not the answer arrives. Dead ones
 * are remembered, so that the journal can name them. Thread-safe.
 */
final class RefreshTokens {

    private final Ids ids;
    private final VirtualClock clock;
    private final SimulatorSettings settings;
    private final Map<String, RefreshToken> tokens = new HashMap<>();
    private long serial;

    RefreshTokens(Ids ids, VirtualClock clock, SimulatorSettings settings) {
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    synchronized RefreshToken issue(Consent consent) {
        String value = "eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn0." + ids.text(300) + "." + ids.text(64);
        RefreshToken token = new RefreshToken(++serial, value, consent,
                clock.instant().plus(settings.refreshTokenLifetime()), null);
        tokens.put(value, token);
        return token;
    }

    /** Uses a token up; empty when it is unknown, dead, expired or another client's. */
    synchronized Optional<RefreshToken> spend(String value, String clientId) {
        RefreshToken token = tokens.get(value);
        Instant now = clock.instant();
        if (token == null || !token.consent().clientId().equals(clientId) || !token.expiresAt().isAfter(now)
                || token.deadSince() != null && !now.isBefore(token.deadSince().plus(settings.refreshTolerance()))) {
            return Optional.empty();
        }
        tokens.put(value, token.dead(now));
        return Optional.of(token);
    }

    /** The serial number of a token, dead or alive; 0 for an unknown one. */
    synchronized long serialOf(String value) {
        RefreshToken token = value == null ? null : tokens.get(value);
        return token == null ? 0 : token.serial();
    }

    synchronized Optional<RefreshToken> find(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    /** Kills tokens so that no tolerance revives them. */
    synchronized void kill(Predicate<Consent> which) {
        tokens.replaceAll((v, t) -> which.test(t.consent()) ? t.dead(Instant.EPOCH) : t);
    }

    synchronized long liveCount(Predicate<Consent> which) {
        Instant now = clock.instant();
        return tokens.values().stream()
                .filter(t -> t.deadSince() == null && t.expiresAt().isAfter(now) && which.test(t.consent())).count();
    }
}
