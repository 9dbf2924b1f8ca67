package io.github.camelzoom.simulator;

/** How {@code Retry-After} is written: Zoom's way, and the two of HTTP that gateways use. */
public enum RetryAfterForm {
    /** {@code 2026-05-31T00:00:00Z}. */
    ISO_INSTANT,
    /** {@code Sun, 31 May 2026 00:00:00 GMT}. */
    HTTP_DATE,
    /** {@code 60}. */
    SECONDS
}
