package io.github.camelzoom.client.auth;

import java.net.URI;
import java.util.Objects;

/**
 * One POST to a token endpoint. Immutable; {@code toString} shows no secret.
 *
 * @param uri            the token endpoint
 * @param authentication how the app proves who it is
 * @param clientId       the app
 * @param clientSecret   its secret; null for public clients
 * @param form           the body
 */
public record TokenRequest(URI uri, ClientAuthentication authentication, String clientId, Secret clientSecret, TokenForm form) {

    public TokenRequest {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(form, "form");
        if (authentication == ClientAuthentication.NONE) {
            form = form.with("client_id", clientId);
        } else {
            Objects.requireNonNull(clientSecret, "clientSecret");
        }
    }
}
