package io.github.camelzoom.client.auth.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.ClientAuthentication;
import io.github.camelzoom.client.auth.RefreshPolicy;
import io.github.camelzoom.client.auth.Refusal;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenForm;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.auth.flow.RevocationResult.Status;

/**
 * Gives a connection's tokens back: Zoom ends them (RFC 7009), then they are taken out of the store and out of use. The
 * record stays, and other nodes see on their next look that a person has to consent again. Thread-safe; nothing blocks
 * but the executor. Whatever goes wrong is a {@link RevocationResult}; the stages never fail.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth, revoke</a>
 */
public final class Revocation {

    private static final String REVOKED = "REVOKED";

    private final TokenManager manager;
    private final CodeExchange exchange;
    private final Executor executor;
    private final InstantSource clock;

    /**
     * @param executor runs what blocks: token store and endpoint
     * @param clock    the manager's
     */
    public Revocation(TokenManager manager, Executor executor, InstantSource clock) {
        this.manager = manager;
        this.exchange = new CodeExchange(manager, executor, clock);
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Revokes what the store holds. When Zoom cannot be reached, everything stays as it is, so that it can be tried again:
     * a live token must not get out of sight.
     *
     * @throws IllegalArgumentException when the user brings the token and nobody renews it
     */
    public CompletionStage<RevocationResult> revoke(TokenSource source) {
        if (source.grant() == null) {
            throw new IllegalArgumentException("Connection '" + source.connection()
                    + "': initiateOAuth=OFF; its token is not ours to revoke");
        }
        Instant began = clock.instant();
        try {
            return CompletableFuture.supplyAsync(() -> tokens(source, began), executor).thenCompose(tokens -> tokens.isEmpty()
                    ? CompletableFuture.completedStage(result(Status.NOTHING, source, null, "there are no tokens to revoke"))
                    : revoke(source, tokens, began)).exceptionally(thrown -> storeFailed(source, thrown));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(result(Status.UNAVAILABLE, source, null, "the component is stopping"));
        }
    }

    /** Either ends the whole grant; the second is for the case that Zoom knows the first no more. */
    private static Deque<Secret> tokens(TokenSource source, Instant now) {
        TokenRecord stored = source.store().find(source.key()).orElse(null);
        Deque<Secret> tokens = new ArrayDeque<>();
        if (stored != null && stored.refresh() != null && stored.phase() != TokenRecord.Phase.NEEDS_CONSENT) {
            tokens.add(stored.refresh());
        }
        AccessToken access = stored == null ? null : stored.access();
        if (access != null) {
            if (RefreshPolicy.classify(access, now) == RefreshPolicy.Freshness.EXPIRED) {
                tokens.addLast(access.value());
            } else {
                tokens.addFirst(access.value());
            }
        }
        return tokens;
    }

    private CompletionStage<RevocationResult> revoke(TokenSource source, Deque<Secret> tokens, Instant began) {
        TokenForm form = TokenForm.empty().with("token", tokens.removeFirst().reveal());
        return exchange.post(source, source.request(source.oauthUri("revoke"), form)).thenCompose(sent -> {
            TokenAnswer answer = sent.answer();
            if (answer instanceof TokenAnswer.Accepted) {
                return withdraw(source, began, Status.REVOKED, "the tokens of connection '" + source.connection()
                        + "' were revoked; a person has to authorize it again");
            }
            if (!(answer instanceof TokenAnswer.Refused refused)) {
                String reason = answer instanceof TokenAnswer.Unknown unknown ? unknown.reason() : "the answer is not one";
                return done(
                        result(Status.UNAVAILABLE, source, "oauthUrl", reason + "; nothing was changed here, revoke again"));
            }
            if (source.grant().clientAuthentication() == ClientAuthentication.NONE) {
                // Whether Zoom means the token or the missing secret cannot be told, and a live token must stay in sight.
                return done(result(Status.REFUSED, source, null, "Zoom refused the revocation (" + refused.reason()
                        + "); it is documented for apps with a secret only: remove the app on the Zoom App Marketplace"));
            }
            if (!isDead(refused)) {
                Refusal refusal = Refusal.of(refused);
                return done(result(refusal.isTransient() ? Status.UNAVAILABLE : Status.REFUSED, source, refusal.property(),
                        "Zoom refused the revocation (" + refused.reason() + "); " + refusal.advice()));
            }
            return tokens.isEmpty()
                    ? withdraw(source, began, Status.ALREADY_DEAD, "Zoom knew the tokens of connection '" + source.connection()
                            + "' no more; a person has to authorize it again")
                    : revoke(source, tokens, began);
        });
    }

    /** Zoom answers {@code invalid_request} to a token it does not know; a wrong client is told apart before. */
    private static boolean isDead(TokenAnswer.Refused refused) {
        Refusal refusal = Refusal.of(refused);
        return refusal == Refusal.GRANT || refusal == Refusal.REQUEST && refused.reason().toLowerCase(Locale.ROOT)
                .contains("token");
    }

    private CompletionStage<RevocationResult> withdraw(TokenSource source, Instant began, Status status, String message) {
        return manager.withdraw(source, began, REVOKED, message).thenApply(gone -> gone
                ? result(status, source, null, message)
                : result(status, source, null, message.substring(0, message.indexOf(';'))
                        + "; younger ones, from a consent given meanwhile, stay"));
    }

    private static RevocationResult storeFailed(TokenSource source, Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return result(Status.STORE_FAILED, source, "tokenStore", "the token store " + source.store().describe()
                + " cannot be used: " + (cause instanceof TokenStoreException
                        ? cause.getMessage()
                        : cause.getClass()
                                .getSimpleName())
                + "; check tokenStore, then revoke again");
    }

    private static CompletionStage<RevocationResult> done(RevocationResult result) {
        return CompletableFuture.completedStage(result);
    }

    private static RevocationResult result(Status status, TokenSource source, String property, String message) {
        return new RevocationResult(status, source.connection(), property, message);
    }
}
