package io.github.camelzoom.authorize;

import io.github.camelzoom.server.PlainPath;

/**
 * How the authorize pages are served. Immutable.
 *
 * @param path            where the pages begin, e.g. {@code /zoom}
 * @param access          who may use them; null for browsers on this machine only
 * @param serverComponent the component that serves HTTP; null to look for one
 */
public record AuthorizeSettings(String path, AuthorizeAccess access, String serverComponent) {

    /**
     * @throws IllegalArgumentException when the path is no plain absolute path
     */
    public AuthorizeSettings {
        PlainPath.check("authorizePath", path);
    }

    String connectionsPath() {
        return path + "/" + AuthorizePages.CONNECTIONS;
    }

    String callbackPath() {
        return path + "/" + AuthorizePages.CALLBACK;
    }
}
