package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.SimulatedApp;

/**
 * That a user lets an app act for him, through the client id he came by (confidential or public). Compared by identity: each
 * authorization makes a new one.
 */
final class Consent {

    private final SimulatedApp app;
    private final String clientId;
    private final String accountId;
    private final String userId;

    Consent(SimulatedApp app, String clientId, String accountId, String userId) {
        this.app = app;
        this.clientId = clientId;
        this.accountId = accountId;
        this.userId = userId;
    }

    SimulatedApp app() {
        return app;
    }

    String clientId() {
        return clientId;
    }

    String accountId() {
        return accountId;
    }

    String userId() {
        return userId;
    }

    boolean concerns(SimulatedApp otherApp, String otherUserId) {
        return app == otherApp && userId.equals(otherUserId);
    }
}
