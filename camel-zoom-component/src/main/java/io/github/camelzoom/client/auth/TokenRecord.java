package io.github.camelzoom.client.auth;

import java.time.Instant;

/**
 * What a {@link TokenStore} keeps for one {@link TokenKey}: the tokens, and how far a refresh has come, so that another
 * node can take over. Immutable; {@code toString} shows no secret.
 *
 * @param key     under which it is kept
 * @param version 1 for the first record and one more on each change: the fencing token of compare-and-set
 * @param phase   how far a refresh has come
 * @param access  the access token; null when there is none yet
 * @param refresh the refresh token; null for grants without one
 * @param claim   who refreshes, or refreshed when the phase became {@code IN_DOUBT}; null otherwise
 * @param failure the last failure that matters to other nodes; null when there is none
 */
public record TokenRecord(TokenKey key, long version, Phase phase, AccessToken access, Secret refresh, Claim claim,
        Failure failure) {

    /** How far a refresh has come. */
    public enum Phase {
        /** Nobody is refreshing. */
        STABLE,
        /** The node of the claim has sent, or is about to send, a token request. */
        REFRESHING,
        /** A token request was sent and its answer was lost. */
        IN_DOUBT,
        /** Zoom refused for good; only a person can help. */
        NEEDS_CONSENT
    }

    /**
     * Who refreshes.
     *
     * @param nodeId           the node
     * @param attemptId        unique for each attempt of the node
     * @param spentFingerprint fingerprint of the refresh token about to be spent; null for grants without one
     */
    public record Claim(String nodeId, String attemptId, String spentFingerprint) {}

    /**
     * A failure that other nodes must know of.
     *
     * @param reason  a fixed word such as {@code LOST_ANSWER} or Zoom's {@code invalid_grant}
     * @param message for a person; never holds a secret
     * @param at      when it happened, by the clock of the node that saw it
     */
    public record Failure(String reason, String message, Instant at) {}
}
