package io.github.camelzoom.client.auth;

import java.util.Optional;

/**
 * Keeps token records, with compare-and-set as its only way to write: that one primitive is what makes rotation safe
 * across threads, processes and nodes. Implementations are thread-safe, block at most for one short transaction, and
 * never delete a record on their own.
 */
public interface TokenStore extends AutoCloseable {

    /** Who sees what is stored. */
    enum Reach {
        /** This process. */
        PROCESS,
        /** Every process of this machine. */
        MACHINE,
        /** Every node of the cluster. */
        CLUSTER
    }

    /**
     * The latest record.
     *
     * @return                     empty when nothing was ever stored under the key
     * @throws TokenStoreException when the store cannot be read or its content cannot be understood
     */
    Optional<TokenRecord> find(TokenKey key);

    /**
     * Writes {@code next} if and only if the stored version is {@code expectedVersion}.
     *
     * @param  expectedVersion     0 when no record may exist yet
     * @param  next                its version must be {@code expectedVersion + 1}
     * @return                     false when somebody else was faster; nothing was written then
     * @throws TokenStoreException when it is not known that the record was durably written
     */
    boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next);

    /** Who sees what is stored; decides whether a rotating grant may be used in a cluster. */
    Reach reach();

    /** For messages, e.g. {@code file:/var/lib/zoom}; holds no secret. */
    String describe();

    @Override
    default void close() {}
}
