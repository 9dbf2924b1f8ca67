package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.SimulatedApp;

/** That a user lets an app act for him. Each authorization makes a new one, told apart by identity. */
final class Consent {

    private final SimulatedApp app;
    private final String userId;

    Consent(SimulatedApp app, String userId) {
        this.app = app;
        this.userId = userId;
    }

    SimulatedApp app() {
        return app;
    }

    String userId() {
        return userId;
    }
}
