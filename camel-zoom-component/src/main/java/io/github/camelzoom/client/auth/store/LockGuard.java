package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Keeps the lock file of a store open for as long as another store object of this JVM is inside. POSIX drops all locks
 * that a process has on a file when it closes any descriptor of that file: without this, the end of one Camel context
 * would let other processes into what a second context of the same JVM is writing.
 *
 * <p>
 * The JVM has one table of its file locks, which refuses overlapping ones whatever object asks. A second file, on which
 * each JVM uses a range of its own, makes that table tell who is inside. What the operating system thinks of the locks on
 * this second file does not matter, and so neither does closing it. Thread-safe.
 */
public final class LockGuard implements AutoCloseable {

    private static final long RANGE = 1024;

    private final FileChannel channel;
    private final long start = ProcessHandle.current().pid() * RANGE;

    /** Opens the guard's file, and makes it where it is missing. */
    public LockGuard(Path file) throws IOException {
        channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.attributes(file));
    }

    /**
     * Enters a stripe, which releasing the lock leaves.
     *
     * @param  stripe below 1024
     * @return        null while another object of this JVM is in the stripe, or one is closing
     */
    public FileLock tryEnter(int stripe) throws IOException {
        return tryLock(start + stripe, 1);
    }

    /** Null while another object of this JVM is in any stripe. */
    FileLock tryEnterAll() throws IOException {
        return tryLock(start, RANGE);
    }

    private FileLock tryLock(long from, long bytes) throws IOException {
        try {
            // Null when a process of another container has the same number: to wait for as well.
            return channel.tryLock(from, bytes, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
