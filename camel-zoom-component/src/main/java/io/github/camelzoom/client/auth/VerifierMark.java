package io.github.camelzoom.client.auth;

import io.github.camelzoom.client.auth.TokenRecord.Phase;

/**
 * Remembers in the store that a one-shot verifier was used, under a key of its own, so that no node and no later start of
 * this one sends it again. Holds no secret. Blocks on the store; stateless and thread-safe.
 */
final class VerifierMark {

    private static final int BYTES = 8;

    private VerifierMark() {}

    /** The source's verifier when it was not used yet; null otherwise. */
    static Secret unused(TokenSource source) {
        Secret verifier = source.grant().verifier();
        if (verifier == null) {
            return null;
        }
        TokenRecord mark = source.store().find(key(source)).orElse(null);
        return mark == null || mark.phase() != Phase.STABLE ? verifier : null;
    }

    /** Marks it used, before it is sent; false when somebody else was faster. */
    static boolean use(TokenSource source) {
        TokenRecord mark = source.store().find(key(source)).orElse(null);
        return (mark == null || mark.phase() != Phase.STABLE) && write(source, mark, Phase.STABLE);
    }

    /** Takes the mark back, since Zoom has not looked at the verifier. */
    static void release(TokenSource source) {
        write(source, source.store().find(key(source)).orElse(null), Phase.NEEDS_CONSENT);
    }

    private static boolean write(TokenSource source, TokenRecord mark, Phase phase) {
        long version = mark == null ? 0 : mark.version();
        TokenKey key = key(source);
        return source.store().compareAndSet(key, version, new TokenRecord(key, version + 1, phase, null, null, null, null));
    }

    private static TokenKey key(TokenSource source) {
        TokenKey key = source.key();
        return new TokenKey(key.realm(), key.clientId(), "verifier", key.subject() + '#' + source.grant().verifier()
                .fingerprint(BYTES));
    }
}
