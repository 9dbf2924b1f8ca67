package io.github.camelzoom.client.http;

import java.time.Instant;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.limit.RateLimitAnswer;

/** What an answer means for the call. */
sealed interface Verdict {

    /** The answer is the result. */
    record Success() implements Verdict {}

    /** Zoom does not accept the token (any more). */
    record TokenRejected(ErrorDetail detail, String message) implements Verdict {}

    /** A rate limit. */
    record RateLimited(RateLimitAnswer limit, ErrorDetail detail, String message) implements Verdict {}

    /**
     * Zoom failed; the same call may succeed later.
     *
     * @param retryAt when Zoom said to try again, null when it did not
     */
    record Failed(Instant retryAt, ZoomException error) implements Verdict {}

    /** Repeating cannot help. */
    record Refused(ZoomException error) implements Verdict {}
}
