package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.http.FormParameters;

/** A token request whose client is known. {@code confidential} tells whether the client proved itself with its secret. */
record GrantRequest(SimulatedApp app, String clientId, boolean confidential, FormParameters parameters) {

    String required(String name) {
        return parameters.nonEmpty(name).orElseThrow(() -> OAuthFailure.invalidRequest("Bad Request"));
    }
}
