package io.github.camelzoom.consumer.poll;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.converter.stream.InputStreamCache;

/** What the body of a consumer's message is: option {@code outputType}. Immutable and thread-safe. */
final class ItemBody {

    private enum Kind {
        JSON, MAP, NODE, BYTES, STREAM, TYPE
    }

    private final Kind kind;
    private final Class<?> type;
    private final ObjectMapper mapper;

    private ItemBody(Kind kind, Class<?> type, ObjectMapper mapper) {
        this.kind = kind;
        this.type = type;
        this.mapper = mapper;
    }

    static ItemBody of(String outputType, CamelContext context, ObjectMapper mapper) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TYPE && kind.name().equals(outputType.toUpperCase(Locale.ROOT))) {
                return new ItemBody(kind, null, mapper);
            }
        }
        Class<?> type = context.getClassResolver().resolveClass(outputType);
        if (type == null) {
            throw new IllegalArgumentException("outputType=" + outputType);
        }
        return new ItemBody(Kind.TYPE, type, mapper);
    }

    boolean isJson() {
        return kind == Kind.JSON || kind == Kind.BYTES || kind == Kind.STREAM;
    }

    Object of(JsonNode item) throws JsonProcessingException {
        return switch (kind) {
            case JSON -> new InputStreamCache(mapper.writeValueAsBytes(item));
            case BYTES -> mapper.writeValueAsBytes(item);
            case STREAM -> new ByteArrayInputStream(mapper.writeValueAsBytes(item));
            case NODE -> item;
            case MAP -> mapper.treeToValue(item, Object.class);
            case TYPE -> mapper.treeToValue(item, type);
        };
    }

    Object of(List<JsonNode> items) throws JsonProcessingException {
        if (isJson()) {
            return of(mapper.createArrayNode().addAll(items));
        }
        List<Object> list = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            list.add(of(item));
        }
        return list;
    }
}
