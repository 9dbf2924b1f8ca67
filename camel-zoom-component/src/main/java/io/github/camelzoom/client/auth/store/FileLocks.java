package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Order: the lock of this object, the guard's, the file's. One thread holds one stripe at a time.
 */
final class FileLocks implements AutoCloseable {

    /** The stripe for everything that concerns the whole directory; below it are those of the records. */
    static final int DIRECTORY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(FileLocks.class);
    private static final long FIRST_PAUSE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    private final Path file;
    private final ReentrantLock[] local = new ReentrantLock[DIRECTORY + 1];
    private final LongSupplier nanoTime;
    private final Duration wait;
    private final LockGuard guard;
    private final List<FileChannel> replaced = new ArrayList<>();
    private volatile Opened opened;

    /** The lock file as it was when it was opened: one with another identity keeps other processes out, this one not. */
    private record Opened(FileChannel channel, Object identity) {}

    FileLocks(Path file, LongSupplier nanoTime, Duration wait) throws IOException {
        this.file = file;
        this.nanoTime = nanoTime;
        this.wait = wait;
        this.guard = new LockGuard(file.resolveSibling(file.getFileName() + ".guard"));
        this.opened = openFirst();
        for (int i = 0; i < local.length; i++) {
            local[i] = new ReentrantLock();
        }
    }

    private Opened openFirst() throws IOException {
        try {
            return openFile();
        } catch (IOException e) {
            guard.close();
            throw e;
        }
    }

    private Opened openFile() throws IOException {
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.attributes(file));
        return new Opened(channel, identity());
    }

    /** Null when the file is gone, or the file system does not tell. */
    private Object identity() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** A stripe that is held until it is closed, by the thread that closes it. */
    final class Held implements AutoCloseable {

        private final FileLock entry;
        private final FileLock region;
        private final ReentrantLock own;

        private Held(FileLock entry, FileLock region, ReentrantLock own) {
            this.entry = entry;
            this.region = region;
            this.own = own;
        }

        @Override
        public void close() {
            try {
                region.release();
                entry.release();
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
        boolean usable = false;
        try {
            Held held = enter(stripe);
            usable = true;
            return held;
        } catch (ClosedChannelException e) {
            throw new TokenStoreException("The token store with the lock file " + file + " is closed", e);
        } catch (IOException e) {
            throw new TokenStoreException("The lock file " + file + " cannot be used: " + Reasons.of(e), e);
        } finally {
            if (!usable) {
                local[stripe].unlock();
            }
        }
    }

    private Held enter(int stripe) throws IOException {
        FileLock entry = guard.tryEnter(stripe);
        if (entry == null) {
            return null;
        }
        FileLock region = null;
        try {
            region = region(stripe);
        } finally {
            if (region == null) {
                entry.release();
            }
        }
        return region == null ? null : new Held(entry, region, local[stripe]);
    }

    private FileLock region(int stripe) throws IOException {
        Opened seen = opened;
        FileLock region;
        try {
            region = seen.channel().tryLock(stripe, 1, false);
        } catch (OverlappingFileLockException e) {
            // Held in this JVM by code that does not know the guard.
            return null;
        }
        if (region == null) {
            return null;
        }
        boolean effective = false;
        try {
            effective = Objects.equals(seen.identity(), identity());
        } finally {
            if (!effective) {
                region.release();
            }
        }
        if (effective) {
            return region;
        }
        reopen(seen);
        return null;
    }

    /** Cleaners of /tmp delete files that look unused; locks on a deleted file are seen by nobody else. */
    private synchronized void reopen(Opened seen) throws IOException {
        if (opened == seen && seen.channel().isOpen()) {
            LOG.warn("The lock file {} was removed or replaced while in use, and is opened anew", file);
            opened = openFile();
            replaced.add(seen.channel());
        }
    }

    private TokenStoreException timeout(String holder) {
        return new TokenStoreException("The lock file " + file + " was held by " + holder + " for more than "
                + wait.toMillis() + " ms", null);
    }

    /** Waits for the store objects of this JVM that are inside, up to the lock wait, then closes. */
    @Override
    public void close() throws IOException {
        long deadline = nanoTime.getAsLong() + wait.toNanos();
        boolean interrupted = false;
        try {
            while (opened.channel().isOpen() && guard.tryEnterAll() == null) {
                if (deadline - nanoTime.getAsLong() <= 0) {
                    LOG.warn("The lock file {} stays open: it was in use for more than {} ms", file, wait.toMillis());
                    return;
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, FIRST_PAUSE);
            }
            closeAll();
        } catch (ClosedChannelException e) {
            LOG.debug("{} is closed already", file);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void closeAll() throws IOException {
        opened.channel().close();
        for (FileChannel channel : replaced) {
            channel.close();
        }
        guard.close();
    }
}
