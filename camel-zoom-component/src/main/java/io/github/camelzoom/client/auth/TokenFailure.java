package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Instant;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;

/**
 * Why there is no bearer, remembered so that the next callers learn it without another request. One failure serves many
 * connections: the exception is made for the one that asks. Immutable; holds no secret.
 *
 * @param only      the one connection that it concerns, since its properties are to blame; null when it concerns all
 * @param word      fixed, for health and for other nodes, e.g. {@code invalid_client}, {@code LOST_ANSWER}
 * @param reason    the family
 * @param property  the option to change; null when no single one is to blame
 * @param message   for a person
 * @param status    the HTTP status, 0 without an answer
 * @param code      Zoom's number, 0 when there was none
 * @param tracking  Zoom's tracking id; null when there was none
 * @param cause     null when there was no exception
 * @param at        when it happened
 * @param attempts  how many attempts have failed in a row
 * @param retryNano from when on it is tried again, on this node's monotonic clock
 */
record TokenFailure(String only, String word, Reason reason, String property, String message, int status, long code,
        String tracking,
        Throwable cause, Instant at, int attempts, long retryNano) {

    static final String STORE = "STORE";
    static final String LOST_ANSWER = "LOST_ANSWER";
    static final String IN_DOUBT = "IN_DOUBT";
    static final String UNREACHABLE = "UNREACHABLE";
    static final String TOKEN_REJECTED = "TOKEN_REJECTED";
    static final String NOT_ALLOWED = "NOT_ALLOWED";
    static final String NEEDS_CONSENT = "NEEDS_CONSENT";
    static final String WAITED = "WAITED";
    static final String SAVED_ONLY = "SAVED_ONLY";
    static final String STOPPED = "STOPPED";
    static final String BUG = "BUG";

    static TokenFailure of(String word, Reason reason, String property, String message) {
        return new TokenFailure(null, word, reason, property, message, 0, 0, null, null, null, 0, 0);
    }

    TokenFailure answered(int answeredStatus, long zoomCode, String trackingId) {
        return new TokenFailure(only, word, reason, property, message, answeredStatus, zoomCode, trackingId, cause, at,
                attempts,
                retryNano);
    }

    TokenFailure causedBy(Throwable thrown) {
        return new TokenFailure(only, word, reason, property, message, status, code, tracking, thrown, at, attempts, retryNano);
    }

    TokenFailure until(Instant now, int failedAttempts, long nano) {
        return new TokenFailure(only, word, reason, property, message, status, code, tracking, cause, now, failedAttempts,
                nano);
    }

    TokenFailure onlyFor(String connection) {
        return new TokenFailure(connection, word, reason, property, message, status, code, tracking, cause, at, attempts,
                retryNano);
    }

    /** Connections can share a token and differ in what they allow. */
    boolean concerns(TokenSource source) {
        return only == null || only.equals(source.connection());
    }

    /** Whether another attempt may be made now. */
    boolean isOver(long nano) {
        return nano - retryNano >= 0;
    }

    TokenRecord.Failure forRecord(Instant now) {
        return new TokenRecord.Failure(word, message, now);
    }

    ZoomAuthException toException(TokenSource source) {
        ErrorDetail detail = ErrorDetail.of(source.connection(), "token request");
        if (status > 0) {
            detail = detail.withAnswer(status, code, tracking);
        }
        URI page = reason == Reason.NEEDS_CONSENT ? source.authorizationUrl() : null;
        if (page != null) {
            String problem = source.consentProblem();
            return new ZoomConsentRequiredException(detail, page, message + "; a person consents at " + page
                    + (problem == null ? "" : ". " + problem), cause);
        }
        return new ZoomAuthException(detail, reason, property, message, cause);
    }
}
