package io.github.camelzoom.client.auth.grant;

import io.github.camelzoom.client.auth.Grant;
import io.github.camelzoom.client.auth.TokenForm;

/**
 * The app's own token (RFC 6749 section 4.4), for what belongs to the app itself: chat bot messages, event
 * subscriptions, the event WebSocket. No person, no refresh token.
 */
public record ClientCredentialsGrant() implements Grant {

    @Override
    public String kind() {
        return "client_credentials";
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public boolean startsWithoutPerson() {
        return true;
    }

    @Override
    public String owner() {
        return "";
    }

    @Override
    public TokenForm firstRequest() {
        return TokenForm.of("client_credentials");
    }
}
