package io.github.camelzoom.producer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Message body to JSON request body. Everything is checked to be JSON before anything is sent. Thread-safe. */
final class JsonBodies {

    private static final ContentType JSON = ContentType.create("application/json");

    private final ObjectMapper mapper;

    JsonBodies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @return                          null when the message has no body
     * @throws IllegalArgumentException when the body is not JSON and cannot be made JSON
     */
    HttpEntity entity(Message message) {
        byte[] json = bytes(message);
        return json.length == 0 ? null : new ByteArrayEntity(json, JSON);
    }

    private byte[] bytes(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        try {
            if (body instanceof byte[] bytes) {
                return checked(bytes);
            } else if (body instanceof CharSequence text) {
                return checked(text.toString().getBytes(StandardCharsets.UTF_8));
            } else if (body instanceof InputStream || body instanceof StreamCache || body instanceof File
                    || body instanceof Path || body instanceof WrappedFile) {
                return checked(streamed(message, body));
            } else if (body instanceof Number || body instanceof Boolean || body instanceof Character) {
                throw new IllegalArgumentException("the body is a " + body.getClass().getSimpleName()
                        + "; expected a Map, a POJO, a JsonNode or JSON as String, byte[] or InputStream");
            }
            return mapper.writeValueAsBytes(body instanceof Map || body instanceof Collection || body instanceof JsonNode
                    ? body
                    : (Object) mapper.valueToTree(body));
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson's messages quote what they do not understand, and a body may hold a password.
            throw new IllegalArgumentException("the body (" + body.getClass().getName() + ") is not JSON"
                    + JsonErrors.where(e));
        } catch (IOException e) {
            throw new IllegalArgumentException("the body (" + body.getClass().getName() + ") cannot be read", e);
        }
    }

    private static byte[] streamed(Message message, Object body) throws IOException {
        InputStream in = message.getBody(InputStream.class);
        if (in == null) {
            throw new IOException("No type converter from " + body.getClass().getName() + " to InputStream");
        }
        try {
            return in.readAllBytes();
        } finally {
            if (body instanceof StreamCache cache) {
                cache.reset();
            } else {
                in.close();
            }
        }
    }

    private byte[] checked(byte[] json) throws IOException {
        boolean blank = true;
        for (int i = 0; i < json.length && blank; i++) {
            blank = json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t';
        }
        if (blank) {
            return new byte[0];
        }
        try (JsonParser parser = mapper.createParser(json)) {
            if (parser.nextToken() != null) {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the body holds more than one JSON value");
            }
        }
        return json;
    }
}
