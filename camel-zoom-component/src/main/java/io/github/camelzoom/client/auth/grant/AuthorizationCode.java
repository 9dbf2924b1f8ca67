package io.github.camelzoom.client.auth.grant;

import java.util.Objects;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenForm;

/**
 * What a browser brings back from a consent, with what the app needs to redeem it: good once, for five minutes.
 * Immutable, thread-safe; {@code toString} shows no secret.
 *
 * @param code         the code itself
 * @param redirectUri  to the byte what the consent was begun with
 * @param codeVerifier PKCE (RFC 7636); null when the consent was begun without
 * @see                <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public record AuthorizationCode(Secret code, String redirectUri, Secret codeVerifier) {

    public AuthorizationCode {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(redirectUri, "redirectUri");
    }

    /** The form that redeems it (RFC 6749 section 4.1.3). Holds secrets. */
    public TokenForm form() {
        TokenForm form = TokenForm.of("authorization_code").with("code", code.reveal()).with("redirect_uri", redirectUri);
        return codeVerifier == null ? form : form.with("code_verifier", codeVerifier.reveal());
    }
}
