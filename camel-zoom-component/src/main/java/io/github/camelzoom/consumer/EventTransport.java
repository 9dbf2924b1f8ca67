package io.github.camelzoom.consumer;

/** The way that an event came. */
public enum EventTransport {
    /** Zoom posted it to us. */
    WEBHOOK,
    /** Zoom sent it over the connection that we opened. */
    WEBSOCKET,
    /** It was missed, and found in a list of Zoom afterwards. */
    RECOVERED
}
