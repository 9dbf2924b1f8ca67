package io.github.camelzoom.server;

import java.util.regex.Pattern;

/** Paths that every HTTP server of Camel understands in the same way. */
public final class PlainPath {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    private PlainPath() {}

    /**
     * @param  option                   where the path comes from, for the message
     * @throws IllegalArgumentException when it is no plain absolute path
     */
    public static void check(String option, String path) {
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(option + "=" + path
                    + " is no plain path such as /zoom: it begins with a slash, ends without one, and has letters, digits,"
                    + " dots, hyphens and underscores in between");
        }
    }
}
