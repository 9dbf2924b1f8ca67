package io.github.camelzoom.simulator.event;

import io.vertx.core.http.HttpConnection;

/** Ends a TCP connection without saying goodbye in the terms of the protocol above it. */
@FunctionalInterface
public interface BreakOff {

    /** Ends it; with a reset, what was written just before may not arrive. */
    void end(HttpConnection connection, boolean reset);
}
