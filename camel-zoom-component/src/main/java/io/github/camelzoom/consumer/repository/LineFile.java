package io.github.camelzoom.consumer.repository;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

import io.github.camelzoom.client.auth.store.OwnerOnly;

/** A text file that grows by whole lines and is one object's alone. Not thread-safe. */
final class LineFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final SoleUse use;
    /** Not a channel: an interrupt would close it. */
    private RandomAccessFile file;
    private long size;

    /** Takes lines, without their ends. */
    interface Sink {
        void append(String line) throws IOException;
    }

    /** Gives all lines. */
    interface Content {
        void writeTo(Sink sink) throws IOException;
    }

    private LineFile(Path path, SoleUse use) {
        this.path = path;
        this.use = use;
    }

    /**
     * Opens a file, made where it is missing, and reads it.
     *
     * @param  reader takes the lines; one without an end is cut off
     * @return        null when it is in use by somebody else
     */
    static LineFile open(Path path, Consumer<String> reader) throws IOException {
        makeDirectory(path.toAbsolutePath().getParent());
        SoleUse use = SoleUse.of(path);
        if (use == null) {
            return null;
        }
        LineFile opened = new LineFile(path, use);
        boolean usable = false;
        try {
            opened.openFile();
            opened.size = read(path, reader);
            opened.file.setLength(opened.size);
            usable = true;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
        return opened;
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            makeDirectory(directory.getParent());
            try {
                OwnerOnly.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                // By another route at this moment.
                return;
            }
        }
    }

    private void openFile() throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, OwnerOnly.attributes(path));
        }
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Gives the length of the whole lines. */
    private static long read(Path path, Consumer<String> reader) throws IOException {
        long whole = 0;
        long at = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                at++;
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                whole = at;
                if (line.size() > 0) {
                    reader.accept(line.toString(StandardCharsets.UTF_8));
                }
                line.reset();
            }
        }
        return whole;
    }

    void append(String line) throws IOException {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        // What a full disk left of a line before is overwritten.
        file.seek(size);
        file.write(bytes);
        size += bytes.length;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /** Replaces all that is in the file; a crash leaves either what was in it or the new. */
    void replace(Content content) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, OwnerOnly.attributes(next));
        try (FileOutputStream to = new FileOutputStream(next.toFile())) {
            OutputStream out = new BufferedOutputStream(to, BUFFER);
            content.writeTo(line -> out.write((line + '\n').getBytes(StandardCharsets.UTF_8)));
            out.flush();
            to.getFD().sync();
        }
        file.close();
        try {
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            openFile();
            size = file.length();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            use.close();
        }
    }
}
