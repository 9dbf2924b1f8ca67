package io.github.camelzoom.client.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Decides which hosts may see a bearer: {@code https} hosts under {@code zoom.us} and {@code zoomgov.com}, and the
 * origin of a base URL that was configured. Immutable.
 */
public final class HostPolicy {

    private static final List<String> ZOOM_DOMAINS = List.of("zoom.us", "zoomgov.com");

    private final URI configuredBase;

    /**
     * @param configuredBase the configured base URL, whose origin is trusted; null when none is configured
     */
    public HostPolicy(URI configuredBase) {
        this.configuredBase = configuredBase;
    }

    /** Whether a request to this URI may carry the bearer. */
    public boolean mayCarryBearer(URI uri) {
        return isZoom(uri) || configuredBase != null && sameOrigin(configuredBase, uri);
    }

    /** Whether the URI is {@code https} on a host of Zoom's. */
    public static boolean isZoom(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && uri.getUserInfo() == null && isZoomHost(uri.getHost());
    }

    /** Whether the host is one of Zoom's domains or below one. */
    public static boolean isZoomHost(String host) {
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return ZOOM_DOMAINS.stream().anyMatch(domain -> lower.equals(domain) || lower.endsWith("." + domain));
    }

    /** Whether the host is this machine: the only place to which plain {@code http} is allowed. */
    public static boolean isLoopbackHost(String host) {
        return host != null && (host.equalsIgnoreCase("localhost") || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme()) && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
