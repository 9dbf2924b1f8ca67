package io.github.camelzoom.client.auth.grant;

import io.github.camelzoom.client.auth.Grant;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenForm;

/**
 * A person consents once on another device, by a code that this one shows (RFC 8628); refresh tokens then rotate as with
 * the authorization code. The app needs its secret, and "Use App on Device" switched on. Immutable, thread-safe.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth, device flow</a>
 */
public record DeviceCodeGrant() implements Grant {

    /** The {@code grant_type} of a poll. */
    public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    @Override
    public String kind() {
        return "device_code";
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
    public TokenForm firstRequest() {
        throw new IllegalStateException("A person has to consent first");
    }

    /** The form that asks whether the person has decided (RFC 8628 section 3.4). Holds a secret. */
    public static TokenForm poll(Secret deviceCode) {
        return TokenForm.of(GRANT_TYPE).with("device_code", deviceCode.reveal());
    }
}
