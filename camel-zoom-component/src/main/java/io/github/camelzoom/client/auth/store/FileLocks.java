package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.github.camelzoom.client.auth.TokenStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mutual exclusion between the threads and processes of one machine: each stripe is one byte of one lock file, so that
 * writes of different connections wait for each other only by chance, not by rule. A file lock belongs to the JVM, hence
 * a lock of this process in front of each. Locks of a process that dies go with it.
 *
 * <p>
 * Order: the process's lock, then the file's. One thread holds one stripe at a time.
 */
final class FileLocks implements AutoCloseable {

    /** The stripe for everything that concerns the whole directory; below it are those of the records. */
    static final int DIRECTORY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(FileLocks.class);
    private static final long FIRST_PAUSE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    private final Path file;
    private final Object identity;
    private final FileChannel channel;
    private final ReentrantLock[] local = new ReentrantLock[DIRECTORY + 1];
    private final LongSupplier nanoTime;
    private final Duration wait;

    FileLocks(Path file, LongSupplier nanoTime, Duration wait) throws IOException {
        this.file = file;
        this.nanoTime = nanoTime;
        this.wait = wait;
        this.channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.attributes(file));
        this.identity = identity();
        for (int i = 0; i < local.length; i++) {
            local[i] = new ReentrantLock();
        }
    }

    /** A stripe that is held until it is closed, by the thread that closes it. */
    final class Held implements AutoCloseable {

        private final FileLock region;
        private final ReentrantLock own;

        private Held(FileLock region, ReentrantLock own) {
            this.region = region;
            this.own = own;
        }

        @Override
        public void close() {
            try {
                region.release();
            } catch (IOException e) {
                LOG.warn("A lock of {} could not be released", file, e);
            } finally {
                own.unlock();
            }
        }
    }

    /**
     * Waits for a stripe. An interrupt does not end the wait, since what follows is the saving of a token that cannot be
     * had again; the flag is restored.
     *
     * @throws TokenStoreException if the wait is over, or the lock file cannot be used
     */
    Held acquire(int stripe) {
        long deadline = nanoTime.getAsLong() + wait.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            boolean mine = false;
            while (!mine) {
                try {
                    mine = local[stripe].tryLock(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
                    if (!mine) {
                        throw timeout("this process");
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            for (long pause = FIRST_PAUSE;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
                Held held = take(stripe);
                if (held != null) {
                    return held;
                }
                if (deadline - nanoTime.getAsLong() <= 0) {
                    local[stripe].unlock();
                    throw timeout("another process");
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, pause);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The stripe if nobody holds it, null otherwise. */
    Held tryAcquire(int stripe) {
        if (!local[stripe].tryLock()) {
            return null;
        }
        Held held = take(stripe);
        if (held == null) {
            local[stripe].unlock();
        }
        return held;
    }

    private Held take(int stripe) {
        FileLock region = null;
        boolean usable = false;
        try {
            region = tryRegion(stripe, 1);
            if (region != null && !Objects.equals(identity, identity())) {
                throw new TokenStoreException("The lock file " + file + " was removed or replaced while in use, so that it"
                        + " no longer keeps other processes out; restart this process", null);
            }
            usable = true;
            return region == null ? null : new Held(region, local[stripe]);
        } catch (ClosedChannelException e) {
            throw new TokenStoreException("The token store with the lock file " + file + " is closed", e);
        } catch (IOException e) {
            throw new TokenStoreException("The lock file " + file + " cannot be used: " + Reasons.of(e), e);
        } finally {
            if (!usable) {
                if (region != null) {
                    new Held(region, local[stripe]).close();
                } else {
                    local[stripe].unlock();
                }
            }
        }
    }

    private FileLock tryRegion(long from, long bytes) throws IOException {
        try {
            return channel.tryLock(from, bytes, false);
        } catch (OverlappingFileLockException e) {
            // Held through another store object of this JVM: to wait for like any other holder.
            return null;
        }
    }

    private Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    private TokenStoreException timeout(String holder) {
        return new TokenStoreException("The lock file " + file + " was held by " + holder + " for more than "
                + wait.toMillis() + " ms", null);
    }

    /**
     * Waits for holders of this JVM, up to the lock wait, then closes. POSIX drops all locks that a process has on a file
     * when it closes any descriptor of it, so that closing while another store object of this JVM is inside would let
     * other processes in.
     */
    @Override
    public void close() throws IOException {
        long deadline = nanoTime.getAsLong() + wait.toNanos();
        boolean interrupted = false;
        while (heldInThisProcess() && deadline - nanoTime.getAsLong() > 0) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, FIRST_PAUSE);
        }
        channel.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean heldInThisProcess() throws IOException {
        try {
            // If it succeeds, the lock keeps the others of this process out until the channel is closed.
            channel.tryLock(0, Long.MAX_VALUE, false);
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (ClosedChannelException e) {
            return false;
        }
    }
}
