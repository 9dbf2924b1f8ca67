package io.github.camelzoom.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.FileSlice;

/**
 * What is sent back, apart from the tracking id that every answer gets. Immutable; the body is not copied.
 *
 * @param headers
 *            header fields, {@code Content-Type} among them
 * @param file
 *            what is sent instead of the body, made while it is sent; null for none
 */
public record Answer(int status, Map<String, String> headers, byte[] body, FileSlice file) {

    private static final byte[] NOTHING = {};

    /** An answer whose body is in memory. */
    public Answer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null);
    }

    /** A file or a part of one. */
    public static Answer of(int status, String contentType, FileSlice file) {
        return new Answer(status, Map.of("Content-Type", contentType), NOTHING, file);
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    /** A JSON answer. */
    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json;charset=UTF-8", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** An HTML page. */
    public static Answer html(int status, String page) {
        return of(status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer of any type. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    /** A redirect to another address. */
    public static Answer redirect(int status, String location) {
        return new Answer(status, Map.of("Location", location), NOTHING);
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, file);
    }
}
