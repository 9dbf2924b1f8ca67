package io.github.camelzoom.client.http;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer whose body may still be on the line. Not thread-safe. */
public final class LiveAnswer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAnswer.class);

    /** Enough for any error body; a longer JSON answer is no error. */
    static final int HEAD_LIMIT = 16 * 1024;

    private static final String JSON = "json";

    private final ClassicHttpResponse response;
    private byte[] head;
    private boolean headIsAll;
    private boolean keptOpen;

    LiveAnswer(ClassicHttpResponse response) {
        this.response = response;
    }

    public int status() {
        return response.getCode();
    }

    /** The first value of a header, null when absent. */
    public String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The media type with its parameters as sent, null when absent. */
    public String contentType() {
        return response.getEntity() == null ? null : response.getEntity().getContentType();
    }

    /** The body's length in bytes, -1 when not known. */
    public long contentLength() {
        return response.getEntity() == null ? 0 : response.getEntity().getContentLength();
    }

    boolean hasMediaType(String prefix) {
        String type = contentType();
        return type != null && type.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Whether the answer says that its body is JSON of some kind. */
    public boolean isJson() {
        String type = contentType();
        if (type == null) {
            return false;
        }
        int end = type.indexOf(';') < 0 ? type.length() : type.indexOf(';');
        while (end > 0 && Character.isWhitespace(type.charAt(end - 1))) {
            end--;
        }
        return type.regionMatches(true, end - JSON.length(), JSON, 0, JSON.length());
    }

    /** The body from its first byte; null when the answer has none. */
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        if (head != null) {
            if (headIsAll) {
                return head.length == 0 ? null : new ByteArrayInputStream(head);
            }
            return new SequenceInputStream(new ByteArrayInputStream(head), entity.getContent());
        }
        return entity == null ? null : entity.getContent();
    }

    /** The first bytes of the body, which {@link #body()} gives again; empty when there is no body. */
    byte[] head() throws IOException {
        if (head == null) {
            HttpEntity entity = response.getEntity();
            // One more than there is, so that the end is seen and the line can be used again.
            int most = (int) Math.min(HEAD_LIMIT, contentLength() < 0 ? HEAD_LIMIT : contentLength() + 1);
            head = entity == null ? new byte[0] : entity.getContent().readNBytes(most);
            headIsAll = head.length < most;
        }
        return head;
    }

    /**
     * The whole body, when it is in memory already because it was looked at; it is not to be changed. Null when it is not,
     * which says nothing about its size.
     */
    public byte[] known() {
        return headIsAll ? head : null;
    }

    /** Whether {@link #head()} was the whole body. */
    boolean isHeadAll() {
        return headIsAll;
    }

    /** From now on the caller closes this answer, by {@link #close()} or by closing the body. */
    public void keepOpen() {
        keptOpen = true;
    }

    boolean isKeptOpen() {
        return keptOpen;
    }

    /** Gives the connection back, or drops it when the body was not read to its end. */
    @Override
    public void close() {
        try {
            response.close();
        } catch (IOException e) {
            // Dropping a connection looks like a failure to the body that was still to come on it.
            LOG.trace("An answer was not read to its end", e);
        }
    }
}
