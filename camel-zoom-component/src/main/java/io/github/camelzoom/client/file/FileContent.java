package io.github.camelzoom.client.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.camelzoom.client.http.ErrorBody;

/**
 * Tells a file from what Zoom answers instead of one, with status 200: a sign-in page, or an error as JSON. Pure
 * functions.
 */
final class FileContent {

    /** Enough to know a web page or an error by. */
    static final int HEAD = 1024;

    private FileContent() {}

    /**
     * @param  head        the first bytes, up to {@link #HEAD}
     * @param  contentType as answered, null when absent
     * @return             what it is instead of the file, null when it may be the file
     */
    static String insteadOf(RemoteFile file, byte[] head, String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        String start = new String(head, StandardCharsets.ISO_8859_1).replace("\u00ef\u00bb\u00bf", "").stripLeading()
                .toLowerCase(Locale.ROOT);
        boolean page = type.equals("text/html") || start.startsWith("<!doctype html") || start.startsWith("<html");
        if (page && !"html".equals(file.ending())) {
            return "a web page";
        }
        boolean json = type.endsWith("json");
        if (!json && !start.startsWith("{")) {
            return null;
        }
        ErrorBody error = head.length < HEAD ? ErrorBody.disguised(head) : null;
        if (error != null) {
            return "the error " + error.code() + ": " + error.message();
        }
        return json && !file.mayBeJson() ? "JSON" : null;
    }
}
