package io.github.camelzoom.client.catalog;

/** What an operation takes as its request body. */
public enum BodyKind {

    /** No body. */
    NONE,
    /** A JSON document. */
    JSON,
    /** {@code multipart/form-data}, at least one part of it a file. */
    MULTIPART,
    /** Zoom published no schema (48 operations): send what the caller gives, or nothing. */
    UNKNOWN
}
