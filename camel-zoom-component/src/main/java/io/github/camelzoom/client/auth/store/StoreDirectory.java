package io.github.camelzoom.client.auth.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.client.auth.TokenStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a file store: whole files in, whole files out. A write is a new file, flushed to the disk, that takes
 * the place of the old one in one step, after which the directory is flushed: a reader sees the old content or the new
 * one, and so does whoever looks after a power cut. Writers hold the lock of the file's stripe.
 */
final class StoreDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(StoreDirectory.class);
    private static final Pattern TEMPORARY = Pattern.compile("(.+)\\.[0-9a-f]{16}\\.tmp");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}\\..*");
    private static final int LARGEST = 1 << 20;

    private final Path path;
    private final SecureRandom random;

    private StoreDirectory(Path path, SecureRandom random) {
        this.path = path;
        this.random = random;
    }

    /**
     * Makes the directory when it is missing. An empty file in its place, which is how the settings file of other
     * products begins its life, gives way to it. Links in the path are followed once, here.
     */
    static StoreDirectory open(Path location, SecureRandom random) throws IOException {
        Path path = location.toAbsolutePath().normalize();
        if (Files.isRegularFile(path) && !Files.isSymbolicLink(path)) {
            if (Files.size(path) > 0) {
                throw new FileAlreadyExistsException(path.toString(), null,
                        "there is a file with content of other origin; name a directory, or a path that does not exist");
            }
            LOG.info("The empty file {} gives way to a directory for token records", path);
            deleteEmptyFile(path);
        }
        if (!Files.isDirectory(path)) {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            try {
                OwnerOnly.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(path)) {
                    throw e;
                }
            }
        } else if (OwnerOnly.openToOthers(path)) {
            // Not closed here: the user made it, and it may be one that others need, /tmp for instance.
            LOG.warn("The token store directory {} is open to other users; its files are not, but chmod 700 is better",
                    path);
        }
        return new StoreDirectory(path.toRealPath(), random);
    }

    private static void deleteEmptyFile(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // Another process was faster and has made the directory already.
            LOG.debug("{} is a directory already", path);
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static int stripe(String name) {
        return DIGEST.matcher(name).matches() ? Integer.parseInt(name.substring(0, 2), 16) : FileLocks.DIRECTORY;
    }

    /**
     * @return the content; null when there is no such file or it is empty
     */
    byte[] read(String name) {
        Path file = file(name);
        // A link is refused: the next write would take its place and leave its target behind, out of date.
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new TokenStoreException(file + " is larger than any token record", null);
            }
            return content.length == 0 ? null : content;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            String reason = Files.isSymbolicLink(file) ? "it is a symbolic link, which is not followed" : Reasons.of(e);
            throw new TokenStoreException(file + " cannot be read: " + reason, e);
        }
    }

    /**
     * Puts the content in place of what is there, durably.
     *
     * @throws TokenStoreException if that is not known to have happened
     */
    void write(String name, byte[] content) {
        Path target = file(name);
        if (content.length > LARGEST) {
            throw new TokenStoreException(target + " was not written: it would be larger than can be read", null);
        }
        try {
            Path temporary = temporary(name);
            try {
                // Not a FileChannel: an interrupt would close it and with it end the saving of a token.
                try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                    out.write(content);
                    out.getFD().sync();
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            flush();
        } catch (IOException e) {
            throw new TokenStoreException(target + " cannot be written: " + Reasons.of(e), e);
        }
    }

    /** Tries what {@link #write} does, without leaving anything. */
    void probe() throws IOException {
        Files.delete(temporary("probe"));
        flush();
    }

    private Path temporary(String name) throws IOException {
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        Path temporary = file(name + "." + HexFormat.of().formatHex(suffix) + ".tmp");
        return Files.createFile(temporary, OwnerOnly.attributes(temporary));
    }

    private void flush() throws IOException {
        if (!OwnerOnly.posix(path)) {
            // Windows can neither open nor flush a directory; its file system keeps the order of such changes.
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
                    directory.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Deletes what writers that died left behind. A temporary file is written under its stripe's lock only, so one whose
     * lock is free belongs to nobody.
     */
    void clean(FileLocks locks) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, "*.tmp")) {
            for (Path leftover : leftovers) {
                Matcher name = TEMPORARY.matcher(leftover.getFileName().toString());
                if (!name.matches()) {
                    continue;
                }
                FileLocks.Held held = locks.tryAcquire(stripe(name.group(1)));
                if (held == null) {
                    continue;
                }
                try {
                    if (Files.deleteIfExists(leftover)) {
                        LOG.info("Deleted {}, left behind by a process that ended while writing", leftover);
                    }
                } finally {
                    held.close();
                }
            }
        }
    }

    /** Whether there is at least one file with content whose name ends so. */
    boolean holds(String suffix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + suffix)) {
            for (Path file : files) {
                if (Files.size(file) > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
