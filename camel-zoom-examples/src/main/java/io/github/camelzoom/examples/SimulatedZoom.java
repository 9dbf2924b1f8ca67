package io.github.camelzoom.examples;

import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;

/** A simulator in this JVM, on a free port of the loopback address. */
public final class SimulatedZoom implements Zoom {

    private final ZoomSimulator simulator = ZoomSimulator.start();

    @Override
    public Optional<ZoomSimulator> simulator() {
        return Optional.of(simulator);
    }

    @Override
    public String name() {
        return "the simulator at " + simulator.baseUrl();
    }

    @Override
    public Map<String, String> options() {
        SimulatedApp app = simulator.defaultAccount().serverToServerApp();
        return Map.of("accountId", app.accountId(), "oauthClientId", app.clientId(), "oauthClientSecret", app.clientSecret(),
                "baseUrl", simulator.baseUrl().toString(), "oauthUrl", simulator.oauthUrl().toString());
    }

    @Override
    public boolean mayWrite() {
        return true;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
