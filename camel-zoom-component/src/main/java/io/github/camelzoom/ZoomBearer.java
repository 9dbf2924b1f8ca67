package io.github.camelzoom;

import io.github.camelzoom.client.auth.Secret;

/**
 * The value of the {@code Authorization} header that {@code zoom:token} sets. Its {@code toString} is a mask, so that
 * logging all headers does not show the token; Camel's type conversion to {@code String}, which every HTTP component
 * uses, yields the text {@code Bearer ...}. Immutable.
 */
public final class ZoomBearer {

    private final Secret token;

    public ZoomBearer(Secret token) {
        this.token = token;
    }

    /** The header's text, with the token in it. */
    public String toHeaderValue() {
        return "Bearer " + token.reveal();
    }

    @Override
    public String toString() {
        return "Bearer " + token;
    }
}
