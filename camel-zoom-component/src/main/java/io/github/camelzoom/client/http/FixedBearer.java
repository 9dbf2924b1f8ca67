package io.github.camelzoom.client.http;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomAuthException;

/**
 * A token that is good for one thing and cannot be renewed, as it comes with a file or a message. Immutable.
 *
 * @param secret the token
 * @param detail what it is used for, for messages
 * @param name   what it is called in messages
 */
public record FixedBearer(Secret secret, ErrorDetail detail, String name) implements BearerSource {

    @Override
    public CompletionStage<AccessToken> token() {
        return CompletableFuture
                .completedFuture(new AccessToken(secret, Instant.MIN, Instant.MAX, Instant.MAX, Set.of(), null));
    }

    @Override
    public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
        return CompletableFuture.failedFuture(new ZoomAuthException(detail.withAnswer(401, 0, null),
                ZoomAuthException.Reason.TOKEN_REJECTED, null, name + " was not accepted; it may have ended", null));
    }

    @Override
    public void accepted(String fingerprint) {
        // Nobody else uses it.
    }
}
