package io.github.camelzoom.client.auth.flow;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;

/**
 * Reacts to Zoom's event {@code app_deauthorized}: the tokens of the user who removed the app are dropped. Zoom has ended
 * them already, so this only spares the connection its last failing calls.
 *
 * <p>
 * Nothing in a token answer tells whose tokens it brought. Unless the caller has learnt it, from a {@code users/me} call
 * for instance, a connection is therefore left alone: if it was the one, its next refresh is refused and it asks for a
 * consent by itself; if it was another user's, dropping its tokens would have cut it off for nothing. Thread-safe.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rest/webhook-reference/app-events/">Zoom: app events</a>
 */
public final class Deauthorization {

    /** What became of a connection. */
    public enum Outcome {
        /** Its tokens were the user's, and are dropped. */
        DROPPED,
        /** Its tokens were the user's, but a consent after the event has brought new ones, which stay. */
        AUTHORIZED_SINCE,
        /** It is another app's, account's or user's, or needs no person; it was left alone. */
        UNCONCERNED,
        /** Whose tokens it has is not known; it was left alone, and Zoom's next answer will tell. */
        UNKNOWN
    }

    /**
     * Who removed which app when, as the event says; its signature must have been checked.
     *
     * @param at {@code deauthorization_time}
     */
    public record Event(String clientId, String accountId, String userId, Instant at) {

        public Event {
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(at, "at");
        }
    }

    private final TokenManager manager;

    public Deauthorization(TokenManager manager) {
        this.manager = manager;
    }

    /**
     * Drops a connection's tokens if they are the user's.
     *
     * @param  accountId of the person who consented to the connection; null when not known
     * @param  userId    of that person; null when not known
     * @return           fails with {@link io.github.camelzoom.client.auth.TokenStoreException} when the store cannot be used
     */
    public CompletionStage<Outcome> dropTokens(Event event, TokenSource source, String accountId, String userId) {
        boolean unconcerned = source.grant() == null || source.grant().startsWithoutPerson()
                || !event.clientId().equals(source.clientId())
                || accountId != null && !accountId.equals(event.accountId())
                || userId != null && !userId.equals(event.userId());
        if (unconcerned) {
            return CompletableFuture.completedStage(Outcome.UNCONCERNED);
        }
        if (userId == null) {
            return CompletableFuture.completedStage(Outcome.UNKNOWN);
        }
        return manager.withdraw(source, event.at(), "DEAUTHORIZED", "the user removed the app on the Zoom App Marketplace; a "
                + "person has to authorize the connection again").thenApply(
                        gone -> gone
                                ? Outcome.DROPPED
                                : Outcome.AUTHORIZED_SINCE);
    }
}
