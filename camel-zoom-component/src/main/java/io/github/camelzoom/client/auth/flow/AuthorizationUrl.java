package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where a person consents (RFC 6749 section 4.1.1, RFC 7636 section 4.3). Nothing in it is secret. It never asks for
 * scopes: they are chosen on the app's page, and Zoom answers a {@code scope} it does not expect with "Invalid scope".
 * Immutable, thread-safe.
 *
 * @param page        the authorize page, e.g. {@code https://zoom.us/oauth/authorize}
 * @param clientId    the app
 * @param redirectUri to the byte as registered with Zoom
 * @param state       comes back with the answer
 * @param challenge   {@link Pkce#challenge()}; null for none
 * @see               <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public record AuthorizationUrl(URI page, String clientId, String redirectUri, String state, String challenge) {

    public AuthorizationUrl {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(redirectUri, "redirectUri");
        Objects.requireNonNull(state, "state");
    }

    /** The URL to open in a browser. */
    public URI uri() {
        StringBuilder url = new StringBuilder(page.toString());
        url.append(page.getRawQuery() == null ? '?' : '&').append("response_type=code");
        append(url, "client_id", clientId);
        append(url, "redirect_uri", redirectUri);
        append(url, "state", state);
        if (challenge != null) {
            append(url, "code_challenge", challenge);
            append(url, "code_challenge_method", Pkce.METHOD);
        }
        return URI.create(url.toString());
    }

    private static void append(StringBuilder url, String name, String value) {
        // A form encodes a blank as plus, which not every server reads as a blank in a query.
        url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
