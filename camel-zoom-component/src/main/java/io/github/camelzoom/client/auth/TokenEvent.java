package io.github.camelzoom.client.auth;

import java.time.Duration;

/**
 * Something that happened to a connection's token. Immutable; holds no secret.
 *
 * @param type        what happened
 * @param key         the token
 * @param connection  the connection on whose behalf it happened; others may share the key
 * @param fingerprint of the access token in question; null when there is none
 * @param version     of the record; 0 when unknown
 * @param took        how long the token request took; null for events that are not about one
 * @param detail      for a person; null when there is nothing to add
 */
public record TokenEvent(Type type, TokenKey key, String connection, String fingerprint, long version, Duration took,
        String detail) {

    /** What happened; {@link #needsAttention()} says whether a person must know. */
    public enum Type {
        /** A token request was sent. */
        REQUESTED(false),
        /** It brought tokens. */
        GRANTED(false),
        /** Zoom refused it. */
        REFUSED(true),
        /** Its answer was lost or could not be understood, or it could not be sent. */
        UNKNOWN(true),
        /** Another node was faster; its result is awaited. */
        CLAIM_LOST(false),
        /** A claim was taken over from a node that did not finish. */
        CLAIM_ABANDONED(true),
        /** A token that somebody else stored was taken. */
        ADOPTED(false),
        /** New tokens could not be stored; they live in memory until they can. */
        UNSAVED(true),
        /** They were stored after all. */
        SAVED(false),
        /** The answer of a rotating refresh is lost; one more attempt will tell. */
        IN_DOUBT(true),
        /** A person has to consent again. */
        NEEDS_CONSENT(true),
        /** A call came back with the token rejected. */
        REJECTED(false),
        /** Zoom rejects a token that it has only just issued. */
        TOKEN_REJECTED(true),
        /** The token store cannot be used. */
        STORE_FAILED(true),
        /** A person has consented; the new tokens are in use. */
        CONSENTED(false),
        /** The tokens were revoked; a person has to consent again. */
        WITHDRAWN(true),
        /** A one-shot verifier was given that is not needed, or was used before. */
        VERIFIER_IGNORED(true);

        private final boolean attention;

        Type(boolean attention) {
            this.attention = attention;
        }

        /** Whether a person must know; such events are logged as warnings. */
        public boolean needsAttention() {
            return attention;
        }
    }
}
