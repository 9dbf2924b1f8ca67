package io.github.camelzoom.examples.firststeps;

import java.util.Map;

/**
 * Zoom itself, through a server-to-server app.
 *
 * @param options  the app's credentials as options of the component
 * @param mayWrite whether the user allowed it
 */
record RealZoom(Map<String, String> options, boolean mayWrite) implements Zoom {

    @Override
    public String name() {
        return "Zoom, account " + options.get("accountId");
    }

    @Override
    public String tokenCount() {
        return "the bearer was the same before the first call and after the last one";
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
