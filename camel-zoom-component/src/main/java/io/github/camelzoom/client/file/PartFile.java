package io.github.camelzoom.client.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;

/** A file that is not whole yet, {@code <name>.part}: locked while it is written, and left behind for the next attempt. */
final class PartFile implements Closeable {

    static final String ENDING = ".part";

    /** So that a later process can ask whether the rest is still of the same file; not every file system keeps it. */
    private static final String TAG = "zoom.etag";
    private static final int LONGEST_TAG = 1024;
    private static final int TRIES = 5;

    private final Path path;
    private final FileChannel channel;
    private long length;

    private PartFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
    }

    /**
     * @return null when somebody else writes it
     */
    static PartFile open(Path directory, String name) throws IOException {
        Path path = directory.resolve(name + ENDING);
        for (int i = 0; i < TRIES; i++) {
            FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            try {
                if (lock(channel) == null) {
                    channel.close();
                    return null;
                }
                // Whoever held the lock may have finished the file, which then has another name.
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == channel.size()) {
                    return new PartFile(path, channel);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
        return null;
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    long length() {
        return length;
    }

    /** Drops what is behind this byte. */
    void truncate(long size) throws IOException {
        channel.truncate(size);
        length = size;
    }

    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            length += channel.write(buffer, length);
        }
    }

    /** Gives it its name, in one step and in place of any file that has it. */
    void moveTo(Path target) throws IOException {
        channel.force(true);
        attributes().ifUsable(view -> view.delete(TAG));
        // With the lock still held, so that nobody goes on with a file that is done.
        try (channel) {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void delete() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        }
    }

    /** Remembers by what the file is known. */
    void remember(Validator validator) {
        if (validator.etag() != null) {
            attributes().ifUsable(view -> view.write(TAG, StandardCharsets.UTF_8.encode(validator.etag())));
        }
    }

    /** What was remembered, {@link Validator#NONE} if nothing. */
    Validator remembered() {
        ByteBuffer tag = ByteBuffer.allocate(LONGEST_TAG);
        attributes().ifUsable(view -> view.read(TAG, tag));
        tag.flip();
        return tag.hasRemaining() ? new Validator(StandardCharsets.UTF_8.decode(tag).toString(), null) : Validator.NONE;
    }

    private Attributes attributes() {
        return new Attributes(Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private interface Use {
        void of(UserDefinedFileAttributeView view) throws IOException;
    }

    private record Attributes(UserDefinedFileAttributeView view) {
        void ifUsable(Use use) {
            if (view == null) {
                return;
            }
            try {
                use.of(view);
            } catch (IOException | UnsupportedOperationException e) {
                // Then an unfinished file is begun anew unless its size is known.
            }
        }
    }
}
