package io.github.camelzoom.producer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.camelzoom.client.http.LiveAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * An answer on the line. It calls itself a cache, although it can be read only once, so that Camel's stream caching does
 * not read all of it into memory: whoever wants that leaves {@code outputType} alone.
 */
final class LiveStream extends FilterInputStream implements StreamCache {

    private final LiveAnswer answer;
    private final long length;
    private long position;
    private boolean closed;

    LiveStream(LiveAnswer answer, InputStream body) {
        super(body);
        this.answer = answer;
        this.length = answer.contentLength();
    }

    private InputStream open() throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        return in;
    }

    @Override
    public int read() throws IOException {
        int next = open().read();
        position += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = open().read(bytes, offset, count);
        position += Math.max(read, 0);
        return read;
    }

    /** Not by closing the body: that would first read what is left of it. */
    @Override
    public void close() {
        closed = true;
        answer.close();
    }

    /** Does nothing: Camel calls it after each step, also when nothing was read. */
    @Override
    public void reset() {
        // See above.
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    /** Null, which Camel takes for "cannot be copied". */
    @Override
    public StreamCache copy(Exchange exchange) {
        return null;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return Math.max(length, 0);
    }

    @Override
    public long position() {
        return position;
    }
}
