package io.github.camelzoom.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.camelzoom.client.error.ErrorDetail;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.camel.util.IOHelper;

/** A message body that grows item by item. Not thread-safe. */
interface ListBody {

    void add(JsonNode item, AnswerFormat format, ErrorDetail detail) throws IOException;

    /** The body; nothing is added after it. */
    Object finish() throws IOException;

    /** Gives back what it holds on to. */
    void discard();

    /** A JSON array, stream-cached or as bytes; or a list. */
    static ListBody of(AnswerFormat.Kind kind, ObjectMapper mapper, Exchange exchange) {
        return switch (kind) {
            // Camel's stream caching spools long lists to disk, as the context is configured.
            case JSON, STREAM -> new Json<>(new CachedOutputStream(exchange), mapper) {
                @Override
                Object content(CachedOutputStream out) throws IOException {
                    return out.newStreamCache();
                }
            };
            case BYTES -> new Json<>(new ByteArrayOutputStream(), mapper) {
                @Override
                Object content(ByteArrayOutputStream out) {
                    return out.toByteArray();
                }
            };
            case NODE -> new Nodes(mapper.createArrayNode());
            case MAP, TYPE -> new Objects();
        };
    }

    /** Text of a JSON array. */
    abstract class Json<T extends OutputStream> implements ListBody {

        private final T out;
        private final ObjectMapper mapper;
        private JsonGenerator generator;

        Json(T out, ObjectMapper mapper) {
            this.out = out;
            this.mapper = mapper;
        }

        abstract Object content(T written) throws IOException;

        @Override
        public void add(JsonNode item, AnswerFormat format, ErrorDetail detail) throws IOException {
            open().writeTree(item);
        }

        @Override
        public Object finish() throws IOException {
            open().writeEndArray();
            generator.close();
            return content(out);
        }

        @Override
        public void discard() {
            IOHelper.close(out);
        }

        private JsonGenerator open() throws IOException {
            if (generator == null) {
                generator = mapper.createGenerator(out);
                generator.writeStartArray();
            }
            return generator;
        }
    }

    /** Jackson's own array. */
    record Nodes(ArrayNode array) implements ListBody {

        @Override
        public void add(JsonNode item, AnswerFormat format, ErrorDetail detail) {
            array.add(item);
        }

        @Override
        public Object finish() {
            return array;
        }

        @Override
        public void discard() {
            array.removeAll();
        }
    }

    /** A list of Maps or of objects. */
    final class Objects implements ListBody {

        private final List<Object> list = new ArrayList<>();

        @Override
        public void add(JsonNode item, AnswerFormat format, ErrorDetail detail) {
            list.add(format.item(item, detail));
        }

        @Override
        public Object finish() {
            return list;
        }

        @Override
        public void discard() {
            list.clear();
        }
    }
}
