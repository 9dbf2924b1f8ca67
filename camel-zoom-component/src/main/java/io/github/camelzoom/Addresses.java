package io.github.camelzoom;

import java.net.URI;

import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.http.HostPolicy;

/** From options to the addresses of a connection. Pure functions. */
final class Addresses {

    private static final String WEB_SOCKET = "wss://ws.zoom.us/ws";

    private Addresses() {}

    /**
     * @return                          null when the token answer is to decide
     * @throws IllegalArgumentException naming the option
     */
    static BaseUrls api(ConnectionSettings settings) {
        if (settings.baseUrl() != null) {
            return BaseUrls.explicit(settings.baseUrl());
        }
        return settings.region() == null ? null : BaseUrls.ofApiHost(settings.region().apiUrl());
    }

    /**
     * The token endpoint.
     *
     * @throws IllegalArgumentException naming the option
     */
    static URI token(ConnectionSettings settings) {
        Region region = settings.region() == null ? Region.GLOBAL : settings.region();
        String base = settings.oauthUrl() == null ? region.oauthUrl() : settings.oauthUrl();
        URI uri;
        try {
            uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/token");
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes the URL, and a URL may carry a password.
            throw new IllegalArgumentException("oauthUrl: not a URL");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("oauthUrl: must be an absolute URL without user and query");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !("http".equalsIgnoreCase(uri.getScheme()) && HostPolicy.isLoopbackHost(uri.getHost()))) {
            throw new IllegalArgumentException("oauthUrl: must be https; plain http is for loopback hosts only");
        }
        return uri;
    }

    /**
     * The event WebSocket.
     *
     * @param  url                      null for Zoom's
     * @throws IllegalArgumentException naming the option
     */
    static URI webSocket(String url) {
        URI uri;
        try {
            uri = URI.create(url == null ? WEB_SOCKET : url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("webSocketUrl: not a URL");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("webSocketUrl: must be an absolute URL without user and fragment");
        }
        boolean tls = "wss".equalsIgnoreCase(uri.getScheme());
        if (!tls && !("ws".equalsIgnoreCase(uri.getScheme()) && HostPolicy.isLoopbackHost(uri.getHost()))) {
            throw new IllegalArgumentException("webSocketUrl: must be wss; plain ws is for loopback hosts only");
        }
        return uri;
    }
}
