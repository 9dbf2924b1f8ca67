package io.github.camelzoom.client.event;

import java.util.Optional;
import java.util.regex.Pattern;

import io.github.camelzoom.client.auth.Secret;

/**
 * The answer to Zoom's {@code endpoint.url_validation}: proof that whoever serves the URL knows the secret token.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint">Zoom: validate your
 *      endpoint</a>
 */
public final class UrlValidation {

    /** The event that asks for it. */
    public static final String EVENT = "endpoint.url_validation";

    /**
     * What looks like a token. A colon above all is refused: with one, the answer would be the signature of an event that
     * the asker has made up (windmill-labs/windmill#9413).
     */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_+/=.~-]{1,128}");

    private UrlValidation() {}

    /**
     * @param  secret     the one that the request was signed with
     * @param  plainToken {@code payload.plainToken}; null when there was none
     * @return            the JSON to answer with; empty when the token is none that Zoom would send
     */
    public static Optional<String> answer(Secret secret, String plainToken) {
        return plainToken == null || !TOKEN.matcher(plainToken).matches()
                ? Optional.empty()
                : Optional.of("{\"plainToken\":\"" + plainToken + "\",\"encryptedToken\":\"" + Hmac.hex(secret, plainToken)
                        + "\"}");
    }
}
