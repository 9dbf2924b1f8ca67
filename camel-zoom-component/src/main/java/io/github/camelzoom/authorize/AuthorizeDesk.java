package io.github.camelzoom.authorize;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.Secret;

/**
 * What the authorize pages know of connections and may do with them. Thread-safe; nothing blocks, and nothing that is
 * returned holds a secret.
 */
public interface AuthorizeDesk {

    /**
     * How a connection stands.
     *
     * @param name        its name
     * @param clientId    the app; null when the connection has none
     * @param grant       how it gets tokens, e.g. {@code AUTHORIZATION_CODE}; null when it gets none
     * @param needsPerson whether a person authorizes it, so that it has an Authorize button
     * @param state       {@code COLD}, {@code READY}, {@code NEEDS_CONSENT}, ...; or {@code INVALID} when its options make no
     *                    connection
     * @param expiresAt   of the access token; null when there is none or its life is unknown
     * @param message     what is wrong and what to change; null when nothing is
     */
    record View(String name, String clientId, String grant, boolean needsPerson, String state, Instant expiresAt,
            String message) {}

    /**
     * What came of a consent, a test or a revocation.
     *
     * @param success    whether it went well
     * @param status     a fixed word, e.g. {@code GRANTED}, {@code DENIED}, {@code UNKNOWN_STATE}
     * @param connection the connection's name; null when it is not known
     * @param message    for a person; never null
     */
    record Outcome(boolean success, String status, String connection, String message) {}

    /** Every named connection, sorted by name. */
    List<View> connections();

    /**
     * Where a consent may lead the browser, besides Zoom's own hosts: the OAuth pages and callbacks that connections are
     * set to. The page's security policy must name them; a browser stops at a redirect to any other.
     *
     * @param connections those that the page shows
     */
    default Collection<URI> destinations(Collection<String> connections) {
        return List.of();
    }

    /**
     * Begins a consent.
     *
     * @param  browser                  a secret that only this browser has
     * @return                          where the browser is to go
     * @throws IllegalArgumentException when there is no such connection, or none that a person can authorize
     */
    URI begin(String connection, Secret browser);

    /**
     * Takes what a browser brought back. Never fails.
     *
     * @param browser the browser's secret; null when it brought none
     * @param state   null when there was none
     * @param code    null when there was none
     * @param error   null when there was none
     */
    CompletionStage<Outcome> complete(Secret browser, String state, String code, String error);

    /** Calls Zoom once with the connection's token; a token that is still good is used as it is. Never fails. */
    CompletionStage<Outcome> test(String connection);

    /** Gives the connection's tokens back to Zoom. Never fails. */
    CompletionStage<Outcome> revoke(String connection);
}
