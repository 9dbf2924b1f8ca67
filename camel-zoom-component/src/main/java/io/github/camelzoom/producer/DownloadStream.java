package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.camelzoom.client.file.FileClient;
import io.github.camelzoom.client.file.FileStream;
import io.github.camelzoom.client.file.RemoteFile;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * A file on the line as a message body. Camel's stream caching leaves it as it is, since it can be read again: the file is
 * then fetched again, so nothing is ever kept in memory or on disk. Closed with its exchange.
 */
final class DownloadStream extends InputStream implements StreamCache {

    private final FileClient client;
    private final RemoteFile file;
    private final long size;
    private FileStream open;
    private boolean ended;

    /**
     * @param open null when it is to be opened by the first read
     * @param size -1 when not known
     */
    private DownloadStream(FileClient client, RemoteFile file, FileStream open, long size) {
        this.client = client;
        this.file = file;
        this.open = open;
        this.size = size;
    }

    static DownloadStream of(FileClient client, RemoteFile file, FileStream open, Exchange exchange) {
        return new DownloadStream(client, file, open, open.size()).closedWith(exchange);
    }

    private DownloadStream closedWith(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                IOHelper.close(DownloadStream.this);
            }
        });
        return this;
    }

    private FileStream open() throws IOException {
        if (ended) {
            throw new IOException("The stream is closed");
        }
        if (open == null) {
            open = client.openNow(file);
        }
        return open;
    }

    @Override
    public int read() throws IOException {
        return open().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return open().read(bytes, offset, length);
    }

    /** Camel calls it after each step; only what was read from is opened again, and only when it is read. */
    @Override
    public void reset() {
        if (open != null && open.position() > 0) {
            IOHelper.close(open);
            open = null;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return new DownloadStream(client, file, null, size).closedWith(exchange);
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return Math.max(size, 0);
    }

    @Override
    public long position() {
        return open == null ? 0 : open.position();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        if (open != null) {
            open.close();
        }
    }
}
