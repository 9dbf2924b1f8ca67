package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;

/** Who calls: {@code Authorization: Basic}, and for public clients nothing but a {@code client_id}. */
final class ClientAuthentication {

    /** The app, and whether it proved itself with its secret. */
    record Client(SimulatedApp app, String clientId, boolean confidential) {}

    private final SimulatedAccounts accounts;
    private final SimulatorSettings settings;

    ClientAuthentication(SimulatedAccounts accounts, SimulatorSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    Client authenticate(Request request, FormParameters parameters) {
        Optional<String> header = request.headers().first("Authorization");
        if (header.isEmpty()) {
            return publicClient(parameters);
        }
        String[] pair = basic(header.get()).split(":", 2);
        SimulatedApp app = accounts.app(pair[0]).orElseThrow(this::invalidClient);
        if (pair.length < 2 || !app.clientSecret().equals(pair[1])) {
            throw invalidClient();
        }
        return new Client(app, pair[0], true);
    }

    /** The client id the request names, right or wrong; null when it names none. */
    String claimedId(Request request, FormParameters parameters) {
        try {
            return request.headers().first("Authorization").map(h -> basic(h).split(":", 2)[0])
                    .or(() -> parameters.nonEmpty("client_id")).orElse(null);
        } catch (OAuthFailure unreadable) {
            return null;
        }
    }

    private Client publicClient(FormParameters parameters) {
        String clientId = parameters.nonEmpty("client_id").orElseThrow(this::invalidClient);
        // A secret in the body is not among the ways Zoom documents.
        if (parameters.contains("client_secret")) {
            throw invalidClient();
        }
        return new Client(accounts.publicApp(clientId).orElseThrow(this::invalidClient), clientId, false);
    }

    private String basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw invalidClient();
        }
        try {
            return new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalidClient();
        }
    }

    OAuthFailure invalidClient() {
        return OAuthFailure.of(settings.invalidClientStatus(), "invalid_client", "Invalid client_id or client_secret");
    }
}
