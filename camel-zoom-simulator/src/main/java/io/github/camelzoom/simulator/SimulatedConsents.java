package io.github.camelzoom.simulator;

import java.net.URI;

import io.github.camelzoom.simulator.oauth.AuthorizationServer;
import io.github.camelzoom.simulator.oauth.UserGrants;

/** What users decide, without a browser: consents, refusals, uninstalls. Thread-safe. */
public final class SimulatedConsents {

    private final AuthorizationServer server;
    private final UserGrants grants;
    private final SimulatedAccounts accounts;

    SimulatedConsents(AuthorizationServer server, UserGrants grants, SimulatedAccounts accounts) {
        this.server = server;
        this.grants = grants;
        this.accounts = accounts;
    }

    /**
     * Opens an authorize URL, signs in and allows.
     *
     * @return the callback with {@code code} and {@code state} that the browser would be sent to
     * @throws IllegalArgumentException
     *             with the text and number of the error page when the URL is not valid
     */
    public URI approve(URI authorizeUrl, SimulatedUser user) {
        return URI.create(server.approve(authorizeUrl.getRawQuery(), accountOf(user), user.id()));
    }

    /** Opens an authorize URL, signs in and denies; returns the callback with {@code error=access_denied}. */
    public URI deny(URI authorizeUrl) {
        return URI.create(server.deny(authorizeUrl.getRawQuery()));
    }

    /** Allows what a device asked for; false when the code is not waiting. */
    public boolean approveDevice(String userCode, SimulatedUser user) {
        return server.decideDevice(userCode, true, accountOf(user), user.id());
    }

    /** Denies what a device asked for; false when the code is not waiting. */
    public boolean denyDevice(String userCode, SimulatedUser user) {
        return server.decideDevice(userCode, false, accountOf(user), user.id());
    }

    /** Gives a user's token pair without any ceremony; whatever the user had with this app dies, as with every authorization. */
    public UserGrants.Pair grant(SimulatedApp app, SimulatedUser user) {
        return grants.pairFor(app, accountOf(user), user.id());
    }

    /** Ends what a user has with an app: access and refresh tokens. */
    public void uninstall(SimulatedApp app, SimulatedUser user) {
        grants.end(app, user.id());
    }

    /** Kills the app's refresh tokens and leaves its access tokens alone, as if they had been used elsewhere. */
    public void killRefreshTokens(SimulatedApp app) {
        grants.killRefreshTokens(app);
    }

    /** How many refresh tokens of a user and app are alive: 0 or 1. */
    public long liveRefreshTokens(SimulatedApp app, SimulatedUser user) {
        return grants.liveRefreshTokens(app, user.id());
    }

    /** Serial number of a refresh token, dead or alive; 0 for an unknown one. */
    public long serialOf(String refreshToken) {
        return grants.serialOf(refreshToken);
    }

    private String accountOf(SimulatedUser user) {
        return accounts.all().stream().filter(a -> a.users().contains(user)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody here: " + user)).id();
    }
}
