package io.github.camelzoom.client.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes a partial answer has (RFC 9110, section 14.4).
 *
 * @param first of them
 * @param total of the whole file, -1 when not told
 */
record ContentRange(long first, long total) {

    private static final Pattern FORM = Pattern.compile("bytes\\s+(\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /** Null when the header is missing or says something else. */
    static ContentRange parse(String header) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (!form.matches()) {
            return null;
        }
        return new ContentRange(Long.parseLong(form.group(1)), form.group(2).equals("*") ? -1 : Long.parseLong(form.group(2)));
    }
}
