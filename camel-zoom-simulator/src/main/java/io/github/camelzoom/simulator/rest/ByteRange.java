package io.github.camelzoom.simulator.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;

/** Parts of a file: single ranges, {@code If-Range} by entity tag. */
final class ByteRange {

    private static final Pattern FROM_TO = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");
    private static final String TYPE = "application/octet-stream";

    private ByteRange() {}

    static Answer answer(Request request, byte[] content, String tag) {
        String etag = "\"" + tag + "\"";
        Optional<String> condition = request.headers().first("If-Range");
        Matcher range = FROM_TO.matcher(request.headers().first("Range").orElse(""));
        if (!range.matches() || condition.isPresent() && !condition.get().equals(etag)) {
            return Answer.of(200, TYPE, content).with("Accept-Ranges", "bytes").with("ETag", etag);
        }
        int from = Integer.parseInt(range.group(1));
        int last = range.group(2).isEmpty()
                ? content.length - 1
                : Math.min(Integer.parseInt(range.group(2)), content.length - 1);
        if (from > last) {
            return Answer.empty(416).with("Content-Range", "bytes */" + content.length);
        }
        return Answer.of(206, TYPE, Arrays.copyOfRange(content, from, last + 1)).with("ETag", etag).with("Content-Range",
                "bytes " + from + "-" + last + "/" + content.length);
    }
}
