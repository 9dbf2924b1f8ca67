package io.github.camelzoom.client.auth.store;

import java.util.Set;

import javax.crypto.SecretKey;

/**
 * The keys that token records are encrypted with. Bring your own implementation to take them from a vault or a key
 * service; {@link TokenKeyList} reads them from text.
 *
 * <p>
 * Every record names the key it was encrypted with. New content is written with the primary key, old content is read
 * with whichever key it names: to change keys, make the new one primary and keep the old one until every connection has
 * written once, which a refresh does.
 *
 * <p>
 * Implementations are thread-safe and answer from memory: the methods are called on each read and write, never while a
 * lock of a store is held. An exception they throw becomes a {@code TokenStoreException}.
 */
public interface TokenKeys {

    /** The id of the key to write with: 1 to 64 characters out of {@code A-Z a-z 0-9 . _ -}. Never null. */
    String primary();

    /**
     * The key of an id.
     *
     * @return an AES key of 256 bits; null when the id is not known
     */
    SecretKey find(String id);

    /** The ids of all keys, for error messages. Never null. */
    Set<String> ids();

    /**
     * These keys, and for reading also those of another source.
     *
     * @param older asked for ids that are not known here; never written with
     */
    default TokenKeys withOlder(TokenKeys older) {
        return new LayeredTokenKeys(this, older);
    }
}
