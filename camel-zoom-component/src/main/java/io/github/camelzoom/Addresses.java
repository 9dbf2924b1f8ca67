package io.github.camelzoom;

import java.net.URI;

import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.http.HostPolicy;

/** From options to the addresses of a connection. Pure functions. */
final class Addresses {

    private Addresses() {}

    /**
     * @return                          null when the token answer is to decide
     * @throws IllegalArgumentException naming the option
     */
    static BaseUrls api(ZoomConfiguration configuration) {
        if (configuration.getBaseUrl() != null) {
            return BaseUrls.explicit(configuration.getBaseUrl());
        }
        return configuration.getRegion() == null ? null : BaseUrls.ofApiHost(configuration.getRegion().apiUrl());
    }

    /**
     * The token endpoint.
     *
     * @throws IllegalArgumentException naming the option
     */
    static URI token(ZoomConfiguration configuration) {
        Region region = configuration.getRegion() == null ? Region.GLOBAL : configuration.getRegion();
        String base = configuration.getOauthUrl() == null ? region.oauthUrl() : configuration.getOauthUrl();
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
}
