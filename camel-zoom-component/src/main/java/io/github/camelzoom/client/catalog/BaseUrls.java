package io.github.camelzoom.client.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where each {@link ApiBase} is reached: at Zoom's own addresses, those of a region, or a gateway or test server that a
 * base URL names. Which of them holds ({@code baseUrl} before {@code region} before the token's {@code api_url}) is the
 * caller's decision. Immutable.
 */
public final class BaseUrls {

    private static final String VERSION = "/v2";
    private static final String COMMERCIAL = ".zoom.us";
    private static final String GOVERNMENT = ".zoomgov.com";

    private static final BaseUrls STANDARD = new BaseUrls(ApiBase.API_ROOT.url(), ApiBase.API.url(), false);

    private final String root;
    private final String api;
    private final boolean explicit;

    private BaseUrls(String root, String api, boolean explicit) {
        this.root = root;
        this.api = api;
        this.explicit = explicit;
    }

    /** Zoom's global addresses. */
    public static BaseUrls standard() {
        return STANDARD;
    }

    /**
     * One server for everything: the default API is at this URL as it is; other bases keep their own path, on this
     * server and below its path without a trailing {@code /v2}.
     *
     * @param  baseUrl                  e.g. {@code http://127.0.0.1:8080/v2} or {@code https://gw.example.com/zoom/v2}
     * @throws IllegalArgumentException if it is not an absolute http(s) URL without user, query and fragment, or plain
     *                                  http to a host that is not a loopback one
     */
    public static BaseUrls explicit(String baseUrl) {
        URI uri = parse(baseUrl, "baseUrl");
        if (uri.getScheme().equalsIgnoreCase("http") && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("baseUrl: plain http is for loopback hosts only, use https");
        }
        String api = withoutTrailingSlash(uri.toString());
        return new BaseUrls(withoutVersion(api), api, true);
    }

    /**
     * The API host of a region; the upload hosts stay, since they have no regional form.
     *
     * @param  apiUrl                   e.g. {@code https://api-eu.zoom.us}, with or without {@code /v2}
     * @throws IllegalArgumentException if it is not an https URL of a host of Zoom
     */
    public static BaseUrls ofApiHost(String apiUrl) {
        URI uri = parse(apiUrl, "API address");
        if (!uri.getScheme().equalsIgnoreCase("https") || !isZoom(uri.getHost())) {
            throw new IllegalArgumentException("API address: not https on a host of Zoom");
        }
        String root = withoutVersion(withoutTrailingSlash(uri.toString()));
        return new BaseUrls(root, root + VERSION, false);
    }

    /**
     * The addresses that a token answer names. One without {@code api_url}, or with an address that is not Zoom's, means
     * the global addresses, which always work.
     *
     * @param apiUrl the answer's {@code api_url}; may be null
     */
    public static BaseUrls ofToken(String apiUrl) {
        try {
            return apiUrl == null ? STANDARD : ofApiHost(apiUrl);
        } catch (IllegalArgumentException e) {
            return STANDARD;
        }
    }

    /**
     * The URL of a base, without a trailing slash.
     *
     * @throws IllegalArgumentException if no request can be made under the base, or the upload host of Zoom for
     *                                  Government is asked for, which Zoom does not publish: a government bearer must
     *                                  not go to the commercial one
     */
    public String urlOf(ApiBase base) {
        if (base.unsupportedReason() != null) {
            throw new IllegalArgumentException("no address: " + base.unsupportedReason());
        }
        return switch (base) {
            case API -> api;
            case API_ROOT -> root;
            default -> explicit ? root + VERSION : fileHost(base);
        };
    }

    private String fileHost(ApiBase base) {
        if (isIn(GOVERNMENT, URI.create(root).getHost())) {
            throw new IllegalArgumentException("Zoom for Government's upload host is not published: set baseUrl");
        }
        return base.url();
    }

    private static URI parse(String url, String what) {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(what + ": missing");
        }
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            // Without the cause: its message quotes the URL, and a URL may carry a password.
            throw new IllegalArgumentException(what + ": not a URL (" + e.getReason() + ")");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(what + ": must be an absolute http or https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(what + ": must not have a user, query or fragment");
        }
        return uri;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    private static boolean isZoom(String host) {
        return isIn(COMMERCIAL, host) || isIn(GOVERNMENT, host);
    }

    private static boolean isIn(String domain, String host) {
        return host.toLowerCase(Locale.ROOT).endsWith(domain);
    }

    private static String withoutVersion(String url) {
        return url.endsWith(VERSION) ? withoutTrailingSlash(url.substring(0, url.length() - VERSION.length())) : url;
    }

    private static String withoutTrailingSlash(String url) {
        String result = url;
        while (result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }

    /** Both addresses, for messages; holds no secret. */
    @Override
    public String toString() {
        return api;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BaseUrls that && api.equals(that.api) && root.equals(that.root) && explicit == that.explicit;
    }

    @Override
    public int hashCode() {
        return api.hashCode();
    }
}
