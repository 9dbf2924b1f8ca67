package io.github.camelzoom.examples;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.github.camelzoom.simulator.ZoomSimulator;

/** The Zoom that an example talks to: the simulator, or Zoom itself. */
public interface Zoom extends AutoCloseable {

    /** The environment variables that lead to Zoom itself. */
    List<String> VARIABLES = List.of("ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID", "ZOOM_CLIENT_SECRET");

    /** For the reader of the output. */
    String name();

    /** Options of the component {@code zoom} that lead there. */
    Map<String, String> options();

    /** Whether anything may be created, changed or deleted there. */
    boolean mayWrite();

    /** The simulator; empty for Zoom itself. */
    Optional<ZoomSimulator> simulator();

    @Override
    void close();

    /**
     * Zoom itself when all {@link #VARIABLES} are set, else a simulator.
     *
     * @param mayWrite whether the user allowed it, for Zoom itself
     */
    static Zoom choose(UnaryOperator<String> environment, boolean mayWrite) {
        List<String> missing = VARIABLES.stream().filter(name -> isBlank(environment.apply(name))).toList();
        if (missing.isEmpty()) {
            return new RealZoom(Map.of("accountId", environment.apply("ZOOM_ACCOUNT_ID"), "oauthClientId",
                    environment.apply("ZOOM_CLIENT_ID"), "oauthClientSecret", environment.apply("ZOOM_CLIENT_SECRET")),
                    mayWrite);
        }
        if (missing.size() < VARIABLES.size()) {
            Stage.OUT.info("{} not set, so this is not about your account", missing);
        }
        return new SimulatedZoom();
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }
}
