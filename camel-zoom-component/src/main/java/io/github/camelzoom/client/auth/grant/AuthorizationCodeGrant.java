package io.github.camelzoom.client.auth.grant;

import io.github.camelzoom.client.auth.ClientAuthentication;
import io.github.camelzoom.client.auth.Grant;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenForm;

/**
 * A person consents once in a browser (RFC 6749 section 4.1); every refresh answers with a new refresh token and kills
 * the old one. A public client has no secret: it sends its id as a form field and must use PKCE (RFC 7636). Immutable,
 * thread-safe.
 *
 * @param publicClient whether the app has no secret
 * @param pasted       what the user brought from a consent given elsewhere, good once; null when nothing
 * @see                <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public record AuthorizationCodeGrant(boolean publicClient, AuthorizationCode pasted) implements Grant {

    /** Of an app with a secret, with nothing pasted. */
    public AuthorizationCodeGrant() {
        this(false, null);
    }

    @Override
    public String kind() {
        return "authorization_code";
    }

    @Override
    public boolean isReplayable() {
        return false;
    }

    @Override
    public boolean startsWithoutPerson() {
        return false;
    }

    @Override
    public String owner() {
        return "";
    }

    @Override
    public Secret verifier() {
        return pasted == null ? null : pasted.code();
    }

    @Override
    public TokenForm firstRequest() {
        if (pasted == null) {
            throw new IllegalStateException("A person has to consent first");
        }
        return pasted.form();
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return publicClient ? ClientAuthentication.NONE : ClientAuthentication.BASIC;
    }
}
