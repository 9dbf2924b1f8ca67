package io.github.camelzoom;

import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.http.BearerSource;

/** The shared token manager, asked for one connection's tokens. */
record ManagedBearer(TokenManager manager, TokenSource source) implements BearerSource {

    @Override
    public CompletionStage<AccessToken> token() {
        return manager.token(source);
    }

    @Override
    public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
        return manager.replace(source, rejectedFingerprint);
    }

    @Override
    public void accepted(String fingerprint) {
        manager.accepted(source, fingerprint);
    }

    /** How the token stands; makes no call. */
    TokenState state() {
        return manager.state(source.key());
    }
}
