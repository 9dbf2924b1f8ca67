package io.github.camelzoom.producer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.http.LiveAnswer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/** What the message body is after a call: option {@code outputType}. Immutable and thread-safe. */
public final class AnswerFormat {

    /** Longer answers go through Camel's stream caching, which spools to disk as configured on the context. */
    private static final int IN_MEMORY = 64 * 1024;

    enum Kind {
        JSON, MAP, NODE, BYTES, STREAM, TYPE
    }

    private final Kind kind;
    private final Class<?> type;
    private final ObjectMapper mapper;

    private AnswerFormat(Kind kind, Class<?> type, ObjectMapper mapper) {
        this.kind = kind;
        this.type = type;
        this.mapper = mapper;
    }

    /**
     * The format of an option's value.
     *
     * @throws IllegalArgumentException when the text is neither a known word nor the name of a class
     */
    public static AnswerFormat of(String outputType, CamelContext context, ObjectMapper mapper) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TYPE && kind.name().equals(outputType.toUpperCase(Locale.ROOT))) {
                return new AnswerFormat(kind, null, mapper);
            }
        }
        Class<?> type = context.getClassResolver().resolveClass(outputType);
        if (type == null) {
            throw new IllegalArgumentException("outputType=" + outputType + " is neither one of "
                    + List.of(Kind.JSON, Kind.MAP, Kind.NODE, Kind.BYTES, Kind.STREAM)
                    + " nor the name of a class on the class path");
        }
        return new AnswerFormat(Kind.TYPE, type, mapper);
    }

    Kind kind() {
        return kind;
    }

    /** Whether bodies are JSON text in one form or another. */
    public boolean isText() {
        return kind == Kind.JSON || kind == Kind.BYTES || kind == Kind.STREAM;
    }

    /**
     * One item of a list: JSON text, bytes, a stream of them, a Map, a JsonNode or an object.
     *
     * @param detail for the message of a failure
     */
    public Object item(JsonNode item, ErrorDetail detail) {
        try {
            return switch (kind) {
                case JSON -> mapper.writeValueAsString(item);
                case BYTES -> mapper.writeValueAsBytes(item);
                case STREAM -> new ByteArrayInputStream(mapper.writeValueAsBytes(item));
                case MAP -> mapper.treeToValue(item, Object.class);
                case NODE -> item;
                case TYPE -> mapper.treeToValue(item, type);
            };
        } catch (JacksonException e) {
            throw unreadable(detail, "an item of the list", e);
        }
    }

    private ZoomApiException unreadable(ErrorDetail detail, String what, JacksonException e) {
        return new ZoomApiException(detail, what + " cannot be read as outputType=" + (type == null ? kind : type.getName())
                + JsonErrors.where(e), List.of(), true);
    }

    /** Reads the body; null when the answer has none. */
    Object read(LiveAnswer answer, String connection, String operation, Exchange exchange) throws IOException {
        byte[] known = answer.known();
        if (known != null && known.length > 0 && answer.status() != 204 && (kind == Kind.JSON || kind == Kind.BYTES)) {
            return kind == Kind.JSON ? new InputStreamCache(known) : known;
        }
        InputStream body = contentOf(answer);
        if (body == null) {
            return null;
        }
        try {
            return switch (kind) {
                case JSON -> cached(body, exchange);
                case BYTES -> body.readAllBytes();
                case STREAM -> live(answer, body, exchange);
                case MAP -> mapper.readValue(body, Object.class);
                case NODE -> mapper.readTree(body);
                case TYPE -> mapper.readValue(body, type);
            };
        } catch (JsonEOFException e) {
            throw e;
        } catch (JacksonException e) {
            ErrorDetail detail = ErrorDetail.of(connection, operation).withAnswer(answer.status(), 0,
                    answer.header("x-zm-trackingid"));
            throw unreadable(detail, "the answer (" + answer.contentType() + ")", e);
        }
    }

    /** Some answers have neither a length nor a type and turn out to be empty. */
    private static InputStream contentOf(LiveAnswer answer) throws IOException {
        InputStream body = answer.status() == 204 ? null : answer.body();
        if (body == null) {
            return null;
        }
        PushbackInputStream content = new PushbackInputStream(body, 1);
        int first = content.read();
        if (first < 0) {
            return null;
        }
        content.unread(first);
        return content;
    }

    private static Object cached(InputStream body, Exchange exchange) throws IOException {
        byte[] start = body.readNBytes(IN_MEMORY);
        if (start.length < IN_MEMORY) {
            return new InputStreamCache(start);
        }
        CachedOutputStream cache = new CachedOutputStream(exchange);
        try {
            cache.write(start);
            body.transferTo(cache);
            return cache.newStreamCache();
        } finally {
            cache.close();
        }
    }

    private static InputStream live(LiveAnswer answer, InputStream body, Exchange exchange) {
        answer.keepOpen();
        LiveStream stream = new LiveStream(answer, body);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                stream.close();
            }
        });
        return stream;
    }
}
