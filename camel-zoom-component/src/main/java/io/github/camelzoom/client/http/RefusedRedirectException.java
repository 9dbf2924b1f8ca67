package io.github.camelzoom.client.http;

import java.io.IOException;

/** Zoom, or something before it, redirects to where the call must not go. */
final class RefusedRedirectException extends IOException {

    RefusedRedirectException(String message, Throwable cause) {
        super(message, cause);
    }

    RefusedRedirectException(String message) {
        this(message, null);
    }
}
