package io.github.camelzoom.simulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.http.Request;

/** The parts of a {@code multipart/form-data} body that {@link MultipartCheck} has found to be well formed. */
final class MultipartForm {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern NAME = Pattern.compile("(?im)^Content-Disposition:.*;\\s*name=\"([^\"]*)\"");

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    MultipartForm(Request request) {
        Matcher boundary = BOUNDARY.matcher(request.headers().first("Content-Type").orElse(""));
        if (!boundary.find()) {
            return;
        }
        String delimiter = "--" + (boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
        // One char a byte keeps offsets and file contents as they are.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        int start = body.indexOf(delimiter);
        for (int end = body.indexOf("\r\n" + delimiter, start); end >= 0; end = body.indexOf("\r\n" + delimiter, start)) {
            int headersEnd = body.indexOf("\r\n\r\n", start);
            Matcher name = NAME.matcher(body.substring(start, headersEnd));
            if (name.find()) {
                parts.put(name.group(1), body.substring(headersEnd + 4, end).getBytes(StandardCharsets.ISO_8859_1));
            }
            start = end + 2;
        }
    }

    /** The content of a part, empty when it is missing. */
    byte[] bytes(String name) {
        return parts.getOrDefault(name, new byte[0]);
    }

    /** The content of a part as text. */
    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).trim();
    }
}
