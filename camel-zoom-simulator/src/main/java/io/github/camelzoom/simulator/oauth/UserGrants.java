package io.github.camelzoom.simulator.oauth;

import java.util.function.Predicate;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/** Token pairs of users: one live pair per user and app. Thread-safe. */
public final class UserGrants {

    /** A pair as issued. */
    public record Pair(String accessToken, String refreshToken, long refreshTokenSerial) {

        @Override
        public String toString() {
            return "Pair[refresh token #" + refreshTokenSerial + "]";
        }
    }

    private final TokenRegistry tokens;
    private final RefreshTokens refreshTokens;
    private final SimulatorSettings settings;

    /** Issues from the given registry. */
    public UserGrants(TokenRegistry tokens, Ids ids, VirtualClock clock, SimulatorSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
        this.refreshTokens = new RefreshTokens(ids, clock, settings);
    }

    RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    /** A new authorization: whatever the user had with this app dies. */
    Granted authorize(SimulatedApp app, String clientId, UserRef user, String grantType) {
        end(app, user.userId());
        return issue(new Consent(app, clientId, user.accountId(), user.userId()), grantType);
    }

    /** Swaps a refresh token for a new pair. */
    Granted refresh(String value, String clientId) {
        RefreshToken spent = refreshTokens.spend(value, clientId)
                .orElseThrow(() -> OAuthFailure.of(400, "invalid_grant", "Invalid Token!"));
        if (settings.refreshKillsAccessTokens()) {
            revokeAccess(c -> c == spent.consent());
        }
        return issue(spent.consent(), "refresh_token");
    }

    private Granted issue(Consent consent, String grantType) {
        IssuedToken token = tokens.issue(consent.app(), consent.accountId(), consent, grantType, consent.app().scopes());
        return Granted.of(token, refreshTokens.issue(consent));
    }

    /** Issues a pair without any ceremony. */
    public Pair pairFor(SimulatedApp app, String accountId, String userId) {
        Granted granted = authorize(app, app.clientId(), new UserRef(accountId, userId), "authorization_code");
        return new Pair(granted.token().value(), granted.refreshToken().value(), granted.refreshToken().serial());
    }

    /** Ends what a user has with an app, as uninstalling it or authorizing it again does. */
    public void end(SimulatedApp app, String userId) {
        refreshTokens.kill(c -> c.concerns(app, userId));
        revokeAccess(c -> c.concerns(app, userId));
    }

    /** Kills every refresh token of an app, not its access tokens. */
    public void killRefreshTokens(SimulatedApp app) {
        refreshTokens.kill(c -> c.app() == app);
    }

    /** Serial number of a refresh token, dead or alive; 0 for an unknown one. */
    public long serialOf(String refreshToken) {
        return refreshTokens.serialOf(refreshToken);
    }

    /** How many refresh tokens of a user and app are alive: never more than one. */
    public long liveRefreshTokens(SimulatedApp app, String userId) {
        return refreshTokens.liveCount(c -> c.concerns(app, userId));
    }

    /** Ends the token that a program hands back, and for users everything that came with it; false for an unknown one. */
    boolean revoke(String value, SimulatedApp app) {
        Consent consent = refreshTokens.find(value).map(RefreshToken::consent)
                .or(() -> tokens.find(value).map(IssuedToken::consent)).orElse(null);
        if (consent == null) {
            return tokens.revoke(t -> t.app() == app && t.value().equals(value)) > 0;
        }
        if (consent.app() != app) {
            return false;
        }
        refreshTokens.kill(c -> c == consent);
        revokeAccess(c -> c == consent);
        return true;
    }

    private void revokeAccess(Predicate<Consent> which) {
        tokens.revoke(t -> t.consent() != null && which.test(t.consent()));
    }
}
