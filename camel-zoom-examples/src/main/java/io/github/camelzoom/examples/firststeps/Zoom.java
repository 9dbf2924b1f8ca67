package io.github.camelzoom.examples.firststeps;

import java.util.Map;

/** The Zoom that the example talks to: the simulator, or Zoom itself. */
interface Zoom extends AutoCloseable {

    /** For the reader of the output. */
    String name();

    /** Options of the component {@code zoom} that lead there. */
    Map<String, String> options();

    /** Whether meetings may be created and deleted there. */
    boolean mayWrite();

    /**
     * What it saw of us, for the reader of the output.
     *
     * @throws IllegalStateException when that was not one token for all calls
     */
    String tokenCount();

    @Override
    void close();
}
