package io.github.camelzoom.client.http;

import java.net.URI;
import java.util.Set;

/**
 * Follows redirects by hand, since what a library does with the bearer differs from release to release. Pure functions.
 */
final class RedirectPolicy {

    static final int MAX_HOPS = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private RedirectPolicy() {}

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /**
     * Where to go on.
     *
     * @throws RefusedRedirectException when the redirect must not be followed; the message says why
     */
    static URI next(URI from, String location) throws RefusedRedirectException {
        if (location == null || location.isBlank()) {
            throw new RefusedRedirectException("a redirect without a Location");
        }
        URI target;
        try {
            target = from.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw new RefusedRedirectException("a redirect to something that is not a URI", e);
        }
        String scheme = target.getScheme();
        if (target.getHost() == null || !"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new RefusedRedirectException("a redirect to something that is not a web address");
        }
        if ("http".equalsIgnoreCase(scheme) && ("https".equalsIgnoreCase(from.getScheme())
                || !HostPolicy.isLoopbackHost(target.getHost()))) {
            throw new RefusedRedirectException("a redirect to plain http on " + target.getHost());
        }
        return target;
    }

    /**
     * Whether method and body are kept. Zoom's file hosts answer uploads with 30x and want the body again, so among
     * trusted hosts only 303 turns a write into a GET.
     *
     * @throws RefusedRedirectException when a write would be repeated towards a host that is not trusted
     */
    static boolean keepsMethod(int status, String method, boolean trusted, String host) throws RefusedRedirectException {
        if (status == 303 || method.equals("GET") || method.equals("HEAD")) {
            return method.equals("GET") || method.equals("HEAD");
        }
        if (!trusted) {
            throw new RefusedRedirectException("a redirect of a " + method + " to the foreign host " + host);
        }
        return true;
    }
}
