package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records in a directory that all processes of one machine share, encrypted, readable by their owner only.
 *
 * <p>
 * One file for each record and not one for all: with 10,000 connections a single file would be rewritten, 30 MB at a
 * time, eight times a second. A record's file is named by a digest and is replaced in one step, so reading takes no lock;
 * writing takes one of 256 locks, each a byte of {@code token-store.lock}. A file of 0 bytes counts as absent. A file
 * that cannot be decrypted is an error and is never written over. Symbolic links are followed in the directory's path and
 * refused for records.
 *
 * <p>
 * Without a key, {@code token-store.key} in the same directory holds one that was made at the first opening; whoever can
 * read the directory can then read the tokens, and a warning says so. With a key, that file is still used for reading, so
 * that giving a key later loses nothing. On a network file system the locks are as good as its own; between machines use
 * a database. Thread-safe.
 */
public final class FileTokenStore implements TokenStore {

    /** How long a write waits for another one of the same stripe. */
    public static final Duration DEFAULT_LOCK_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(FileTokenStore.class);
    private static final String LOCK_FILE = "token-store.lock";
    private static final String SUFFIX = ".token";
    private static final int OPENING_ATTEMPTS = 10;

    private final StoreDirectory directory;
    private final FileLocks locks;
    private final TokenSealer sealer;

    private FileTokenStore(StoreDirectory directory, FileLocks locks, TokenSealer sealer) {
        this.directory = directory;
        this.locks = locks;
        this.sealer = sealer;
    }

    /** Opens with {@link #DEFAULT_LOCK_WAIT}. */
    public static FileTokenStore open(Path location, TokenKeys keys, SecureRandom random, LongSupplier nanoTime) {
        return open(location, keys, random, nanoTime, DEFAULT_LOCK_WAIT);
    }

    /**
     * Opens a store and tries whether it can be written.
     *
     * @param  location            a directory, made when missing; an empty file there gives way to it
     * @param  keys                null for a key file in the directory
     * @param  random              where keys, nonces and temporary names come from
     * @param  nanoTime            the clock of the lock wait, in nanoseconds of any origin
     * @param  lockWait            how long a write waits for others before it fails
     * @throws TokenStoreException if the location cannot be used, with the path and the reason; nothing is stored
     *                             elsewhere then
     */
    public static FileTokenStore open(Path location, TokenKeys keys, SecureRandom random, LongSupplier nanoTime,
            Duration lockWait) {
        FileLocks locks = null;
        boolean opened = false;
        try {
            StoreDirectory directory = StoreDirectory.open(location, random);
            locks = lockFile(directory, location, random, nanoTime, lockWait);
            TokenKeys effective = prepare(directory, locks, keys, random);
            directory.clean(locks);
            if (keys == null) {
                LOG.warn("No tokenStoreKey was given: the key of the token store is in {}, and whoever can read that"
                        + " directory can read the tokens", new KeyFile(directory).path());
            }
            FileTokenStore store = new FileTokenStore(directory, locks, new TokenSealer(effective, random));
            opened = true;
            return store;
        } catch (IOException e) {
            throw new TokenStoreException("The token store file:" + location + " cannot be used: " + Reasons.of(e)
                    + ". Nothing is stored elsewhere; correct the path or its permissions, or choose another tokenStore",
                    e);
        } finally {
            if (!opened && locks != null) {
                closeQuietly(locks);
            }
        }
    }

    private static FileLocks lockFile(StoreDirectory directory, Path location, SecureRandom random, LongSupplier nanoTime,
            Duration lockWait) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                return new FileLocks(directory.file(LOCK_FILE), nanoTime, lockWait);
            } catch (NoSuchFileException e) {
                // Two processes that replace the same empty file by a directory can take it from under each other once.
                if (attempt == OPENING_ATTEMPTS) {
                    throw e;
                }
                StoreDirectory.open(location, random);
            }
        }
    }

    private static TokenKeys prepare(StoreDirectory directory, FileLocks locks, TokenKeys keys, SecureRandom random)
            throws IOException {
        FileLocks.Held held = locks.acquire(FileLocks.DIRECTORY);
        try {
            directory.probe();
            KeyFile keyFile = new KeyFile(directory);
            TokenKeys own = keyFile.read();
            if (keys != null) {
                return own == null ? keys : keys.withOlder(own);
            }
            if (own == null) {
                if (directory.holds(SUFFIX)) {
                    throw new TokenStoreException("The token store file:" + directory.path() + " holds records, but neither"
                            + " tokenStoreKey nor the key file " + keyFile.path() + " is there to read them", null);
                }
                own = keyFile.create(random);
            }
            return own;
        } finally {
            held.close();
        }
    }

    @Override
    public Optional<TokenRecord> find(TokenKey key) {
        String name = TokenSealer.name(key) + SUFFIX;
        byte[] content = directory.read(name);
        return content == null ? Optional.empty() : Optional.of(open(key, name, content));
    }

    @Override
    public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
        TokenSealer.check(key, expectedVersion, next);
        String name = TokenSealer.name(key) + SUFFIX;
        byte[] sealed = sealer.seal(next);
        while (true) {
            // Decrypted before the lock is taken: the keys may be the user's code, which must not run under it.
            byte[] seen = directory.read(name);
            long version = seen == null ? 0 : open(key, name, seen).version();
            if (version != expectedVersion) {
                return false;
            }
            FileLocks.Held held = locks.acquire(StoreDirectory.stripe(name));
            try {
                if (Arrays.equals(seen, directory.read(name))) {
                    directory.write(name, sealed);
                    return true;
                }
            } finally {
                held.close();
            }
        }
    }

    private TokenRecord open(TokenKey key, String name, byte[] content) {
        return sealer.open(key, content, directory.file(name).toString());
    }

    @Override
    public Reach reach() {
        return Reach.MACHINE;
    }

    @Override
    public String describe() {
        return "file:" + directory.path();
    }

    /** Waits for a write that is under way. Writing fails afterwards. */
    @Override
    public void close() {
        closeQuietly(locks);
    }

    private static void closeQuietly(FileLocks locks) {
        try {
            locks.close();
        } catch (IOException e) {
            LOG.warn("The lock file of a token store could not be closed", e);
        }
    }

    @Override
    public String toString() {
        return describe();
    }
}
