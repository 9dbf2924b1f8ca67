package io.github.camelzoom.client.auth.store;

import java.security.SecureRandom;
import java.util.Arrays;

import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStoreException;

/**
 * What every store that writes outside this process needs: a record as encrypted bytes, a name for it, and the check of
 * what {@code compareAndSet} was given. Thread-safe.
 */
public final class TokenSealer {

    private final TokenCipher cipher;

    /**
     * @param keys   what to write and read with
     * @param random where nonces come from
     */
    public TokenSealer(TokenKeys keys, SecureRandom random) {
        this.cipher = new TokenCipher(keys, random);
    }

    /**
     * The name under which a record is stored, 64 hex digits. A digest and not the key itself: it has one length in every
     * store, does not depend on a database's collation, and shows neither account nor app.
     */
    public static String name(TokenKey key) {
        return TokenCipher.name(key);
    }

    /**
     * The rule of {@code TokenStore.compareAndSet}.
     *
     * @throws IllegalArgumentException if {@code next} belongs to another key or is not the next version
     */
    public static void check(TokenKey key, long expectedVersion, TokenRecord next) {
        if (expectedVersion < 0 || next.version() != expectedVersion + 1) {
            throw new IllegalArgumentException(
                    "After version " + expectedVersion + " comes the next one, not " + next.version());
        }
        if (!key.equals(next.key())) {
            throw new IllegalArgumentException("The record belongs to another key");
        }
    }

    /** The record, encrypted with the primary key. */
    public byte[] seal(TokenRecord stored) {
        byte[] plain = TokenRecordCodec.encode(stored);
        try {
            return cipher.encrypt(stored.key(), stored.version(), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * The record of encrypted bytes.
     *
     * @param  where               the place of the bytes, for error messages, e.g. a path
     * @throws TokenStoreException if they cannot be decrypted or are not a record of that key
     */
    public TokenRecord open(TokenKey key, byte[] sealed, String where) {
        TokenCipher.Opened opened = cipher.decrypt(key, sealed, where);
        try {
            TokenRecord stored = TokenRecordCodec.decode(opened.content());
            if (!key.equals(stored.key()) || stored.version() != opened.version()) {
                throw new TokenStoreException("The content belongs to another token record", null);
            }
            return stored;
        } catch (TokenStoreException e) {
            throw new TokenStoreException(where + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(opened.content(), (byte) 0);
        }
    }
}
