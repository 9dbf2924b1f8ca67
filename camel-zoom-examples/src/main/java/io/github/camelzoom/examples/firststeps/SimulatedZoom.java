package io.github.camelzoom.examples.firststeps;

import java.util.Map;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;

/** A simulator in this JVM, on a free port of the loopback address. */
final class SimulatedZoom implements Zoom {

    private final ZoomSimulator simulator = ZoomSimulator.start();

    ZoomSimulator simulator() {
        return simulator;
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
    public String tokenCount() {
        int tokens = simulator.journal().tokenRequestCount();
        if (tokens != 1) {
            throw new IllegalStateException("the simulator was asked for " + tokens + " tokens instead of one");
        }
        return "the simulator issued 1 token and answered " + simulator.journal().apiRequestCount() + " calls";
    }

    @Override
    public void close() {
        simulator.close();
    }
}
