package io.github.camelzoom.authorize;

import java.util.regex.Pattern;

/**
 * How the authorize pages are served. Immutable.
 *
 * @param path            where the pages begin, e.g. {@code /zoom}
 * @param access          who may use them; null for browsers on this machine only
 * @param serverComponent the component that serves HTTP; null to look for one
 */
public record AuthorizeSettings(String path, AuthorizeAccess access, String serverComponent) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    /**
     * @throws IllegalArgumentException when the path is no plain absolute path
     */
    public AuthorizeSettings {
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("authorizePath=" + path
                    + " is no plain path such as /zoom: it begins with a slash, ends without one, and has letters, digits,"
                    + " dots, hyphens and underscores in between");
        }
    }

    String connectionsPath() {
        return path + "/" + AuthorizePages.CONNECTIONS;
    }

    String callbackPath() {
        return path + "/" + AuthorizePages.CALLBACK;
    }
}
