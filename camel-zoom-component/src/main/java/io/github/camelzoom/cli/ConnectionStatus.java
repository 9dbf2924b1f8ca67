package io.github.camelzoom.cli;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.RefreshPolicy;
import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore.Reach;
import io.github.camelzoom.client.auth.TokenStoreException;

/**
 * How a connection stands, as far as its store tells; Zoom is not asked. Immutable; holds no secret.
 *
 * @param name      the connection
 * @param state     {@code READY}, {@code EXPIRED}, {@code COLD}, {@code NEEDS_CONSENT}, {@code IN_DOUBT},
 *                  {@code REFRESHING}, {@code UNKNOWN} or {@code INVALID}
 * @param expiresAt of the access token; null when there is none or its life is unknown
 * @param grant     how it gets tokens; null when it gets none
 * @param store     where they are kept; null when nowhere
 * @param message   what there is to say; null when nothing
 */
record ConnectionStatus(String name, String state, Instant expiresAt, String grant, String store, String message) {

    private static final Secret NOT_GIVEN = Secret.of("not-given");

    /** Never fails: what is wrong is a status too. */
    static ConnectionStatus of(String name, Connections connections, Session session, Instant now) {
        try {
            return read(connections.one(name), session, now);
        } catch (IllegalArgumentException | TokenStoreException e) {
            return new ConnectionStatus(name, "INVALID", null, null, null, e.getMessage());
        }
    }

    private static ConnectionStatus read(ConnectionSpec spec, Session session, Instant now) {
        OAuthSettings oauth = spec.oauth();
        if (!oauth.authScheme().usesBearer()) {
            return new ConnectionStatus(spec.name(), "READY", null, null, null, "authScheme=" + oauth.authScheme()
                    + " uses no token");
        }
        // Where tokens belong to a connection and not to an app, they are found without the secret.
        boolean find = spec.lacksSecret() && spec.rotates();
        TokenSource source = session.source(find ? spec.with("oauthClientSecret", NOT_GIVEN) : spec);
        if (oauth.mode() == InitiateOAuth.OFF) {
            return new ConnectionStatus(spec.name(), "READY", null, null, null,
                    "initiateOAuth=OFF: the token that was given is used as it is");
        }
        String grant = oauth.effectiveGrant().name();
        if (source.store().reach() == Reach.PROCESS) {
            return new ConnectionStatus(spec.name(), "UNKNOWN", null, grant, source.store().describe(),
                    "this store lives in the routes' process; see health or the dev console there");
        }
        return of(spec.name(), grant, source, source.store().find(source.key()).orElse(null), now);
    }

    private static ConnectionStatus of(String name, String grant, TokenSource source, TokenRecord stored, Instant now) {
        boolean person = !source.grant().startsWithoutPerson();
        AccessToken access = stored == null ? null : stored.access();
        Instant expiresAt = access == null || access.expiresAt().equals(Instant.MAX) ? null : access.expiresAt();
        String state;
        String message = stored == null || stored.failure() == null ? null : stored.failure().message();
        if (stored != null && stored.phase() == TokenRecord.Phase.NEEDS_CONSENT) {
            state = "NEEDS_CONSENT";
        } else if (RefreshPolicy.classify(access, now) != Freshness.EXPIRED) {
            state = "READY";
        } else if (stored != null && stored.phase() == TokenRecord.Phase.IN_DOUBT) {
            state = "IN_DOUBT";
        } else if (stored != null && stored.phase() == TokenRecord.Phase.REFRESHING) {
            state = "REFRESHING";
        } else if (stored != null && (access != null || stored.refresh() != null)) {
            state = "EXPIRED";
            message = message != null ? message : "renewed at the next use";
        } else {
            state = person ? "NEEDS_CONSENT" : "COLD";
            message = message != null ? message : person ? "never authorized" : "the first call gets a token";
        }
        return new ConnectionStatus(name, state, expiresAt, grant, source.store().describe(), message);
    }

    /** One line, and a second one when there is something to say. */
    String text(Instant now, int nameWidth) {
        String first = ("%-" + nameWidth + "s  %-13s  %-34s  %-19s  %s").formatted(name, state, expiry(now), grant == null
                ? "-"
                : grant, store == null ? "-" : store);
        return message == null ? first : first + "%n    %s".formatted(message);
    }

    private String expiry(Instant now) {
        if (expiresAt == null) {
            return "-";
        }
        long minutes = Duration.between(now, expiresAt).toMinutes();
        String when = minutes >= 0 ? "in " + minutes + " min" : -minutes + " min ago";
        return Times.text(expiresAt) + " (" + when + ")";
    }

    ObjectNode json() {
        return Json.object().put("name", name).put("state", state).put("expiresAt", expiresAt == null
                ? null
                : expiresAt.toString()).put("grant", grant).put("store", store).put("message", message);
    }
}
