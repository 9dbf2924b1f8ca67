package io.github.camelzoom.simulator.oauth;

import java.util.Arrays;

import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.http.FormParameters;

/**
 * What a browser is sent to the authorize page with, after it was found valid.
 *
 * @param state
 *            handed back as it came; null when there was none
 * @param challenge
 *            PKCE; null when it is not used
 */
record AuthorizationRequest(SimulatedApp app, String clientId, boolean publicClient, String redirectUri, String state,
        Pkce challenge) {

    private static final int INVALID_REDIRECT = 4700;
    private static final int WRONG_CLIENT = 4702;
    private static final int APP_DISABLED = 4717;
    private static final int SCOPES = 4711;

    /**
     * Reads the query.
     *
     * @throws PageFailure
     *             when the browser must be shown an error and not be sent anywhere
     */
    static AuthorizationRequest read(FormParameters query, SimulatedAccounts accounts) {
        String clientId = query.first("client_id").orElse("");
        boolean publicClient = accounts.app(clientId).isEmpty();
        SimulatedApp app = accounts.app(clientId).or(() -> accounts.publicApp(clientId))
                .orElseThrow(() -> new PageFailure(WRONG_CLIENT, "Invalid client_id"));
        if (!app.active()) {
            throw new PageFailure(APP_DISABLED, "The app has been disabled");
        }
        String redirectUri = query.first("redirect_uri").orElse("");
        if (!app.redirectUris().contains(redirectUri)) {
            throw new PageFailure(INVALID_REDIRECT, "Invalid redirect url");
        }
        if (!query.first("response_type").orElse("").equals("code")) {
            throw new PageFailure(INVALID_REDIRECT, "Invalid response_type");
        }
        if (query.nonEmpty("scope").filter(s -> !app.scopes().containsAll(Arrays.asList(s.split(" ")))).isPresent()) {
            throw new PageFailure(SCOPES, "Invalid scope");
        }
        Pkce challenge = Pkce.read(query);
        if (publicClient && challenge == null) {
            throw new PageFailure(WRONG_CLIENT, "A public client must use PKCE");
        }
        return new AuthorizationRequest(app, clientId, publicClient, redirectUri, query.first("state").orElse(null), challenge);
    }

    /** Where the browser goes, with the given outcome. */
    String location(String name, String value) {
        StringBuilder location = new StringBuilder(redirectUri);
        location.append(redirectUri.contains("?") ? '&' : '?').append(name).append('=').append(Html.url(value));
        if (state != null) {
            location.append("&state=").append(Html.url(state));
        }
        return location.toString();
    }
}
