package io.github.camelzoom.client.http;

import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.AccessToken;

/** Where a call gets its bearer from. Thread-safe; no method blocks. */
public interface BearerSource {

    /** A token to use now; already complete in the usual case. Fails with a {@code ZoomAuthException}. */
    CompletionStage<AccessToken> token();

    /**
     * A token other than the one that Zoom has just rejected.
     *
     * @param rejectedFingerprint fingerprint of the token that was sent
     */
    CompletionStage<AccessToken> replace(String rejectedFingerprint);

    /** A call with this token was accepted by Zoom. Cheap; called after every success. */
    void accepted(String fingerprint);
}
