package io.github.camelzoom.authorize;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Message;

/** Fields of forms and query strings. A field that is given twice is an error, so that no two readers can disagree. */
final class FormFields {

    private FormFields() {}

    /**
     * Reads {@code a=b&c=d}.
     *
     * @param  text                     null counts as empty
     * @throws IllegalArgumentException when it is malformed, or a name comes twice
     */
    static Map<String, String> parse(String text) {
        Map<String, String> fields = new HashMap<>();
        if (text != null) {
            for (String field : text.split("&")) {
                if (!field.isEmpty()) {
                    String[] pair = field.split("=", 2);
                    put(fields, decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
                }
            }
        }
        return fields;
    }

    /**
     * The fields of a form that was posted, as far as they are in {@code names}. Servers differ: one makes a Map of the
     * body and headers of the fields (platform-http), one only headers (servlets), one leaves the body as it is.
     *
     * @throws IllegalArgumentException when the form is malformed, a field comes twice, or the body is longer than
     *                                  {@code most} characters
     */
    static Map<String, String> posted(Message message, Iterable<String> names, int most) {
        Object body = message.getBody();
        Map<String, String> fields = new HashMap<>();
        if (!(body instanceof Map<?, ?>)) {
            String text = body == null ? null : message.getBody(String.class);
            if (text != null && !text.isEmpty()) {
                if (text.length() > most) {
                    throw new IllegalArgumentException("the form is too long");
                }
                return parse(text);
            }
        }
        for (String name : names) {
            Object value = body instanceof Map<?, ?> map ? map.get(name) : message.getHeader(name);
            if (value != null && !(value instanceof String)) {
                throw new IllegalArgumentException("field " + name + " comes twice");
            }
            if (value != null) {
                put(fields, name, (String) value);
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (fields.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("a field comes twice");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
