package io.github.camelzoom.simulator;

/** Access tokens for tests in other packages. */
public final class Tokens {

    private Tokens() {}

    /** A new token of a server-to-server app. */
    public static String accessToken(ZoomSimulator zoom, SimulatedApp app) {
        return new Client(zoom).accountToken(app).json().path("access_token").asText();
    }
}
