package io.github.camelzoom.client.file;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.http.BearerSource;

/** The token that came with a file: it opens that file (or recording) only, and cannot be renewed. */
record FixedBearer(Secret secret, ErrorDetail detail) implements BearerSource {

    @Override
    public CompletionStage<AccessToken> token() {
        return CompletableFuture
                .completedFuture(new AccessToken(secret, Instant.MIN, Instant.MAX, Instant.MAX, Set.of(), null));
    }

    @Override
    public CompletionStage<AccessToken> replace(String rejectedFingerprint) {
        return CompletableFuture.failedFuture(new ZoomAuthException(detail.withAnswer(401, 0, null),
                ZoomAuthException.Reason.TOKEN_REJECTED, null, "the download token was not accepted; it may have ended", null));
    }

    @Override
    public void accepted(String fingerprint) {
        // Nobody else uses it.
    }
}
