package io.github.camelzoom.simulator.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.FileSlice;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;

/** Parts of a file: single ranges, {@code If-Range} by entity tag. */
final class ByteRange {

    private static final Pattern FROM_TO = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private ByteRange() {}

    static Answer answer(Request request, FileSlice whole) {
        String etag = "\"" + whole.file().contentId() + "\"";
        String type = whole.file().contentType();
        Optional<String> condition = request.headers().first("If-Range");
        Matcher range = FROM_TO.matcher(request.headers().first("Range").orElse(""));
        if (!range.matches() || condition.isPresent() && !condition.get().equals(etag)) {
            return Answer.of(200, type, whole).with("Accept-Ranges", "bytes").with("ETag", etag);
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty()
                ? whole.to() - 1
                : Math.min(Long.parseLong(range.group(2)), whole.to() - 1);
        if (from > last) {
            return Answer.empty(416).with("Content-Range", "bytes */" + whole.to());
        }
        return Answer.of(206, type, new FileSlice(whole.file(), from, last + 1)).with("ETag", etag).with("Content-Range",
                "bytes " + from + "-" + last + "/" + whole.to());
    }
}
