package io.github.camelzoom.producer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.core5.http.ContentType;

/** A piece of a file as a part of a form; can be sent as often as needed. */
final class FileRegionBody extends AbstractContentBody {

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final String name;
    private final long from;
    private final long length;

    FileRegionBody(Path file, String name, long from, long length) {
        super(ContentType.APPLICATION_OCTET_STREAM);
        this.file = file;
        this.name = name;
        this.from = from;
        this.length = length;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = FileChannel.open(file).position(from); InputStream in = Channels.newInputStream(channel)) {
            for (long left = length; left > 0;) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("The file became shorter while it was uploaded");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }
}
