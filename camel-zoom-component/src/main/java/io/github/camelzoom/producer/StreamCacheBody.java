package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.camel.StreamCache;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.core5.http.ContentType;

/** A cached stream as a part of a form; can be sent as often as needed, since the cache gives it again. */
final class StreamCacheBody extends AbstractContentBody {

    private final StreamCache cache;
    private final String name;

    /**
     * @param cache one that knows its length
     */
    StreamCacheBody(StreamCache cache, String name) {
        super(ContentType.APPLICATION_OCTET_STREAM);
        this.cache = cache;
        this.name = name;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public long getContentLength() {
        return cache.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        cache.reset();
        cache.writeTo(out);
    }
}
