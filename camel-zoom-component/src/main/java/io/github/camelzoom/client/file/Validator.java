package io.github.camelzoom.client.file;

import io.github.camelzoom.client.http.LiveAnswer;

/**
 * How two answers are seen to be of the same file. Immutable.
 *
 * @param etag         null when the server sends none
 * @param lastModified null when the server sends none
 */
record Validator(String etag, String lastModified) {

    static final Validator NONE = new Validator(null, null);

    static Validator of(LiveAnswer answer) {
        return new Validator(answer.header("ETag"), answer.header("Last-Modified"));
    }

    /** The value of {@code If-Range}, null when there is nothing to compare with. A weak tag must not stand there. */
    String condition() {
        return etag != null && !etag.startsWith("W/") ? etag : lastModified;
    }

    boolean contradicts(Validator other) {
        return etag != null && other.etag != null && !etag.equals(other.etag);
    }
}
