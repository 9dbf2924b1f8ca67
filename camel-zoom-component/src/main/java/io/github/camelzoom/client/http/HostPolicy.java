package io.github.camelzoom.client.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Decides which hosts may see a bearer: {@code https} hosts under {@code zoom.us} and {@code zoomgov.com}, and the
 * origin of a base URL that was configured. Immutable.
 */
public final class HostPolicy {

    private static final List<String> ZOOM_DOMAINS = List.of("zoom.us", "zoomgov.com");

    private final URI configuredBase;
    private final boolean confined;

    private HostPolicy(URI configuredBase, boolean confined) {
        this.configuredBase = configuredBase;
        this.confined = confined;
    }

    /**
     * @param configuredBase the configured base URL, whose origin is trusted; null when none is configured
     */
    public HostPolicy(URI configuredBase) {
        this(configuredBase, false);
    }

    /**
     * For a gateway whose user name and password the HTTP client itself sends: nothing goes to any other host.
     *
     * @param gateway its base URL
     */
    public static HostPolicy confinedTo(URI gateway) {
        return new HostPolicy(gateway, true);
    }

    /**
     * Whether a request may go there at all: not away from a gateway, and not to an address inside a private network,
     * unless the configured base is one of this machine, as in tests.
     */
    boolean mayBeCalled(URI uri) {
        if (mayCarryBearer(uri)) {
            return true;
        }
        return !confined && (!isPrivateAddress(uri.getHost()) || isLocal() && isLoopbackHost(uri.getHost()));
    }

    /** Why {@link #mayBeCalled} refuses, for messages. */
    String reasonNotToCall() {
        return confined ? "away from the gateway" : "an address of this machine or of a private network";
    }

    /**
     * Whether a download may begin there. The address comes with a message, so it has to be Zoom's or the configured one;
     * any other would let the sender of the message look into the network from here.
     */
    public boolean mayBeginDownload(URI uri) {
        return uri.getHost() != null && uri.getUserInfo() == null
                && (mayCarryBearer(uri) || isLocal() && isLoopbackHost(uri.getHost()));
    }

    private boolean isLocal() {
        return configuredBase != null && isLoopbackHost(configuredBase.getHost());
    }

    /** Whether the host is written as an address of this machine or of a private network. Names are not looked up. */
    private static boolean isPrivateAddress(String host) {
        if (isLoopbackHost(host)) {
            return true;
        }
        if (host == null || !host.startsWith("[") && !host.matches("[0-9.]+")) {
            return false;
        }
        try {
            // A literal address: nothing is asked.
            InetAddress address = InetAddress.getByName(host);
            boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress() || uniqueLocal;
        } catch (UnknownHostException e) {
            return true;
        }
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
        for (String domain : ZOOM_DOMAINS) {
            int rest = lower.length() - domain.length();
            if (lower.endsWith(domain) && (rest == 0 || lower.charAt(rest - 1) == '.')) {
                return true;
            }
        }
        return false;
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
