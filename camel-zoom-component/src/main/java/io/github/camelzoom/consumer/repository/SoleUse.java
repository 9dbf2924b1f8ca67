package io.github.camelzoom.consumer.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import io.github.camelzoom.client.auth.store.LockGuard;
import io.github.camelzoom.client.auth.store.OwnerOnly;

/**
 * The right to use a file, which one object of all processes of a machine can have. It ends with the process. Not
 * thread-safe.
 */
final class SoleUse implements AutoCloseable {

    private final LockGuard guard;
    private final FileChannel channel;

    private SoleUse(LockGuard guard, FileChannel channel) {
        this.guard = guard;
        this.channel = channel;
    }

    /** Null when somebody else has it. */
    static SoleUse of(Path file) throws IOException {
        LockGuard guard = new LockGuard(file.resolveSibling(file.getFileName() + ".guard"));
        SoleUse use = null;
        try {
            if (guard.tryEnter(0) != null) {
                use = locked(guard, file.resolveSibling(file.getFileName() + ".lock"));
            }
        } finally {
            if (use == null) {
                guard.close();
            }
        }
        return use;
    }

    /** The file is only opened inside the guard: closing it would drop the lock of another object of this JVM. */
    private static SoleUse locked(LockGuard guard, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.attributes(file));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : new SoleUse(guard, channel);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            guard.close();
        }
    }
}
