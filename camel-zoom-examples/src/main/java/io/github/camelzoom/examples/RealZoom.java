package io.github.camelzoom.examples;

import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.ZoomSimulator;

/**
 * Zoom itself, through a server-to-server app.
 *
 * @param options  the app's credentials as options of the component
 * @param mayWrite whether the user allowed it
 */
public record RealZoom(Map<String, String> options, boolean mayWrite) implements Zoom {

    @Override
    public String name() {
        return "Zoom, account " + options.get("accountId");
    }

    @Override
    public Optional<ZoomSimulator> simulator() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing was started.
    }

    @Override
    public String toString() {
        // The record's own would print the secret.
        return name();
    }
}
