package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.file.RemoteFile;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Message to the file that it describes. Stateless. */
final class DownloadBodies {

    private static final int LONGEST_TEXT = 4 * 1024 * 1024;
    private static final String EXPECTED = "expected header " + ZoomConstants.DOWNLOAD_URL
            + ", or a body that is a URL or a file object with download_url";

    private DownloadBodies() {}

    /**
     * @throws IllegalArgumentException when it describes none
     */
    static RemoteFile file(Message message, ObjectMapper mapper) {
        String url = message.getHeader(ZoomConstants.DOWNLOAD_URL, String.class);
        RemoteFile file = url != null && !url.isBlank() ? RemoteFile.of(url) : ofBody(message, mapper);
        String token = message.getHeader(ZoomConstants.DOWNLOAD_TOKEN, String.class);
        String name = message.getHeader(Exchange.FILE_NAME, String.class);
        return file.withToken(token == null || token.isBlank() ? null : Secret.of(token.strip()))
                .named(name == null || name.isBlank() ? null : name);
    }

    private static RemoteFile ofBody(Message message, ObjectMapper mapper) {
        Object body = message.getBody();
        if (body == null) {
            throw new IllegalArgumentException("no body; " + EXPECTED);
        }
        if (body instanceof CharSequence text && !text.toString().stripLeading().startsWith("{")) {
            return RemoteFile.of(text.toString());
        }
        JsonNode object;
        try {
            object = object(message, body, mapper);
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause: Jackson's messages quote what they do not understand, and a body may hold a token.
            throw new IllegalArgumentException("the body (" + body.getClass().getName() + ") is no file object; " + EXPECTED);
        }
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException("the body (" + body.getClass().getName() + ") is no file object; " + EXPECTED);
        }
        return RemoteFile.of(object);
    }

    private static JsonNode object(Message message, Object body, ObjectMapper mapper) throws IOException {
        if (body instanceof JsonNode node) {
            return node;
        } else if (body instanceof CharSequence text) {
            return mapper.readTree(text.toString());
        } else if (body instanceof byte[] bytes) {
            return mapper.readTree(bytes);
        } else if (body instanceof InputStream || body instanceof StreamCache) {
            InputStream in = message.getBody(InputStream.class);
            byte[] text = in.readNBytes(LONGEST_TEXT);
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
            return mapper.readTree(text);
        }
        return mapper.valueToTree(body);
    }
}
