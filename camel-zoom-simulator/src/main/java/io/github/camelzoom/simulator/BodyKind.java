package io.github.camelzoom.simulator;

/** What a request's body declared itself to be. */
public enum BodyKind {
    /** No body. */
    NONE,
    /** {@code application/json} or a {@code +json} type. */
    JSON,
    /** {@code multipart/form-data}. */
    MULTIPART,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** Anything else. */
    OTHER
}
