package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A picture of one key for health checks, JMX and consoles. Immutable; holds no secret.
 *
 * @param key         the token
 * @param phase       how it stands
 * @param fingerprint of the current access token; null when there is none
 * @param expiresAt   of the current access token; null when there is none or its life is unknown
 * @param expiresIn   what is left of its life, negative when it has ended; null like {@code expiresAt}
 * @param refreshing  whether a refresh is under way in this process
 * @param failure     the last failure, with the property to change; null when there is none
 * @param scopes      of the current access token; empty when there is none or Zoom did not say
 * @param counts      how often what happened since the key was first used here
 */
public record TokenState(TokenKey key, Phase phase, String fingerprint, Instant expiresAt, Duration expiresIn,
        boolean refreshing, Failure failure, Set<String> scopes, Map<TokenEvent.Type, Long> counts) {

    /** How the token stands; the first that applies, in this order. */
    public enum Phase {
        /** Tokens were rotated and the store does not take them: a restart now would lose the grant. */
        UNSAVED_ROTATION(false),
        /** Zoom rejects a token that it has only just issued. */
        TOKEN_REJECTED(false),
        /** A person has to consent. */
        NEEDS_CONSENT(false),
        /** The answer of a rotating refresh is lost. */
        IN_DOUBT(false),
        /** Zoom refuses, or the configuration allows nothing; somebody has to change something. */
        REFUSED(false),
        /** The token endpoint or the store cannot be used at the moment, and there is no usable token. */
        UNAVAILABLE(false),
        /** There is a usable token. */
        READY(true),
        /** Nothing is wrong, and there is no usable token: not used yet, or not for long. */
        COLD(true);

        private final boolean up;

        Phase(boolean up) {
            this.up = up;
        }

        /** Whether health is UP. */
        public boolean isUp() {
            return up;
        }
    }

    /**
     * @param reason   a fixed word, e.g. {@code invalid_client}
     * @param property the option to change; null when no single one is to blame
     * @param message  for a person
     * @param at       when it happened
     */
    public record Failure(String reason, String property, String message, Instant at) {}

    static TokenState of(TokenKey key, SlotState state, boolean refreshing, Instant now) {
        boolean known = state.snapshot() != null;
        Instant expiresAt = known && !state.snapshot().token().expiresAt().equals(Instant.MAX)
                ? state.snapshot().token().expiresAt()
                : null;
        TokenFailure last = state.failure();
        return new TokenState(key, phase(state, now), known ? state.snapshot().fingerprint() : null, expiresAt,
                expiresAt == null ? null : Duration.between(now, expiresAt), refreshing, last == null
                        ? null
                        : new Failure(last.word(), last.property(), last.message(), last.at()),
                known ? state.snapshot().token().scopes() : Set.of(), state.counts());
    }

    private static Phase phase(SlotState state, Instant now) {
        if (state.pending() != null && state.pending().tokens()) {
            return Phase.UNSAVED_ROTATION;
        }
        boolean usable = state.freshness(now) != RefreshPolicy.Freshness.EXPIRED;
        TokenFailure last = state.failure();
        if (last == null) {
            return usable ? Phase.READY : Phase.COLD;
        }
        if (last.word().equals(TokenFailure.TOKEN_REJECTED)) {
            return Phase.TOKEN_REJECTED;
        }
        return switch (last.reason()) {
            case NEEDS_CONSENT -> Phase.NEEDS_CONSENT;
            case UNAVAILABLE -> last.word().equals(TokenFailure.IN_DOUBT)
                    ? Phase.IN_DOUBT
                    : usable ? Phase.READY : Phase.UNAVAILABLE;
            default -> Phase.REFUSED;
        };
    }
}
