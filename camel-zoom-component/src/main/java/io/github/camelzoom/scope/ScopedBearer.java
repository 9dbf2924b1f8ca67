package io.github.camelzoom.scope;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.http.BearerSource;

/**
 * A bearer for one operation only.
 *
 * @param check throws when the scopes would not do
 */
record ScopedBearer(BearerSource delegate, Consumer<Set<String>> check) implements BearerSource {

    @Override
    public CompletionStage<AccessToken> token() {
        return delegate.token().thenApply(this::checked);
    }

    @Override
    public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
        return delegate.replace(rejectedFingerprint).thenApply(this::checked);
    }

    @Override
    public void accepted(String fingerprint) {
        delegate.accepted(fingerprint);
    }

    private AccessToken checked(AccessToken token) {
        check.accept(token.scopes());
        return token;
    }
}
