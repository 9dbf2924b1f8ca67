package io.github.camelzoom.client.catalog;

/**
 * Under which address an operation lives. {@link BaseUrls} turns it into a URL for a region, a gateway or a test server.
 */
public enum ApiBase {

    /** {@code https://api.zoom.us/v2}: almost every operation. */
    API("https://api.zoom.us/v2"),
    /** {@code https://api.zoom.us} without a version: SCIM 2 and, after Zoom's document, Clips. */
    API_ROOT("https://api.zoom.us"),
    /** {@code https://fileapi.zoom.us/v2}: most uploads. */
    FILE_API("https://fileapi.zoom.us/v2"),
    /** {@code https://file.zoom.us/v2}: the uploads of Team Chat. */
    FILE("https://file.zoom.us/v2"),
    /** The address upgrades to a WebSocket: not a request with an answer. */
    WEB_SOCKET("wss://api.zoom.us/v2"),
    /** A host inside the customer's network, which Zoom's documents leave open. */
    CUSTOMER_HOST("");

    private final String url;

    ApiBase(String url) {
        this.url = url;
    }

    /** Zoom's own URL of this base, without a trailing slash; empty for {@link #CUSTOMER_HOST}. */
    public String url() {
        return url;
    }

    /** Whether requests go to one of Zoom's upload hosts, which have no regional form. */
    public boolean isFileHost() {
        return this == FILE_API || this == FILE;
    }

    /** Why no request can be made under this base, for the user to read; null when one can. */
    public String unsupportedReason() {
        return switch (this) {
            case WEB_SOCKET -> "it is a WebSocket stream, not a request with an answer";
            case CUSTOMER_HOST -> "it runs on a key connector host of your own network; call that host with an http step";
            default -> null;
        };
    }

    /**
     * The cell {@code ?} stands for the one upload whose host Zoom did not publish. Its three sibling uploads of the same
     * product live on the upload host; if that guess is wrong, Zoom answers 404 and nothing has happened.
     */
    static ApiBase of(String cell) {
        if (cell.isEmpty()) {
            return API;
        }
        if (cell.equals("?")) {
            return FILE_API;
        }
        if (cell.contains("{")) {
            return CUSTOMER_HOST;
        }
        for (ApiBase each : values()) {
            if (each.url.equals(cell)) {
                return each;
            }
        }
        throw new IllegalArgumentException("unknown base '" + cell + "'");
    }
}
