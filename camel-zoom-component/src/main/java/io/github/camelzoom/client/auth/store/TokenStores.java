package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;

/**
 * Opens the stores that option {@code tokenStore} names, for one owner such as a Camel context. The same place opened
 * twice is the same store object. Closing this closes them all; the stores themselves are not to be closed by those who
 * were given them. Thread-safe, and no lock is held while a store is opened.
 *
 * <table>
 * <caption>What can be named</caption>
 * <tr>
 * <td>{@code memory://id}</td>
 * <td>a {@link MemoryTokenStore}</td>
 * </tr>
 * <tr>
 * <td>{@code file:path}, {@code file:///path}, or a bare path</td>
 * <td>a {@link FileTokenStore}; relative paths start at the working directory, {@code ~/} and <code>${name}</code> stand
 * for the home directory and for system properties</td>
 * </tr>
 * </table>
 */
public final class TokenStores implements AutoCloseable {

    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final UnaryOperator<String> properties;
    private final MemoryTokenStores memory;
    private final ConcurrentMap<Path, CompletableFuture<OpenFile>> files = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record OpenFile(FileTokenStore store, TokenKeys keys) {}

    /** With memory stores of its own and the JVM's system properties. */
    public TokenStores(SecureRandom random, LongSupplier nanoTime) {
        this(random, nanoTime, System::getProperty, new MemoryTokenStores());
    }

    /**
     * @param random     where keys, nonces and temporary names come from
     * @param nanoTime   the clock of lock waits, in nanoseconds of any origin
     * @param properties gives the value for <code>${name}</code> in a path; null when there is none
     * @param memory     the memory stores to use
     */
    public TokenStores(SecureRandom random, LongSupplier nanoTime, UnaryOperator<String> properties,
            MemoryTokenStores memory) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.properties = properties;
        this.memory = memory;
    }

    /**
     * The store of a place.
     *
     * @param  location                 as in the table above
     * @param  keys                     null for a key file beside the store; memory stores use none
     * @throws IllegalArgumentException if the location is none of the forms, or is open with other keys
     * @throws TokenStoreException      if the place cannot be used
     */
    public TokenStore open(String location, TokenKeys keys) {
        StoreLocation place = StoreLocation.parse(location, properties);
        if (closed) {
            throw new TokenStoreException("The token stores of this context are closed", null);
        }
        return place.path() == null ? memory.get(place.memoryId()) : openFile(place.path(), keys);
    }

    /**
     * The directory that a location names, whether there is one or not.
     *
     * @return                          null for a memory store
     * @throws IllegalArgumentException if the location is none of the forms
     */
    public static Path directory(String location) {
        return StoreLocation.parse(location, System::getProperty).path();
    }

    private TokenStore openFile(Path path, TokenKeys keys) {
        Path place = real(path);
        CompletableFuture<OpenFile> mine = new CompletableFuture<>();
        CompletableFuture<OpenFile> first = files.putIfAbsent(place, mine);
        if (first == null) {
            openFirst(path, place, keys, mine);
            first = mine;
        }
        OpenFile open;
        try {
            open = first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TokenStoreException failure
                    ? new TokenStoreException(failure.getMessage(), failure)
                    : e;
        }
        if (!Objects.equals(open.keys(), keys)) {
            throw new IllegalArgumentException("The token store " + open.store().describe()
                    + " is open with other keys; give all connections that share it the same tokenStoreKey");
        }
        return open.store();
    }

    private void openFirst(Path path, Path place, TokenKeys keys, CompletableFuture<OpenFile> result) {
        try {
            FileTokenStore store = FileTokenStore.open(path, keys, random, nanoTime);
            result.complete(new OpenFile(store, keys));
            if (closed) {
                store.close();
            }
        } catch (RuntimeException | Error e) {
            // Removed first, so that whoever comes next tries again.
            files.remove(place, result);
            result.completeExceptionally(e);
        }
    }

    /** Without links, as far as the path exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
                } catch (IOException e) {
                    return absolute;
                }
            }
        }
        return absolute;
    }

    /** Closes the file stores. What is in memory stays with the {@link MemoryTokenStores}. */
    @Override
    public void close() {
        closed = true;
        files.values().forEach(open -> open.whenComplete((file, failure) -> {
            if (file != null) {
                file.store().close();
            }
        }));
        files.clear();
    }
}
