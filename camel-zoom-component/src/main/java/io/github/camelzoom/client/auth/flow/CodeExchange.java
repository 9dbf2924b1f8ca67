package io.github.camelzoom.client.auth.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.Refusal;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenForm;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenRequest;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;

/** The last step of every consent: one POST, and its tokens into the manager. Thread-safe; blocks only the executor. */
final class CodeExchange {

    /** An answer, and when its request was sent. */
    record Sent(TokenAnswer answer, Instant at) {}

    private final TokenManager manager;
    private final Executor executor;
    private final InstantSource clock;

    CodeExchange(TokenManager manager, Executor executor, InstantSource clock) {
        this.manager = manager;
        this.executor = executor;
        this.clock = clock;
    }

    /** Never fails: what goes wrong is an answer too. */
    CompletionStage<Sent> post(TokenSource source, TokenRequest request) {
        return call(() -> {
            Instant sentAt = clock.instant();
            try {
                return new Sent(source.endpoint().post(request), sentAt);
            } catch (RuntimeException e) {
                return new Sent(
                        new TokenAnswer.Unknown(true, 0, "the request failed: " + e.getClass().getSimpleName(), null, e),
                        sentAt);
            }
        });
    }

    private CompletionStage<Sent> call(Supplier<Sent> work) {
        try {
            return CompletableFuture.supplyAsync(work, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture
                    .completedStage(new Sent(new TokenAnswer.Unknown(false, 0, "the component is stopping", null,
                            e), clock.instant()));
        }
    }

    /** Redeems a code and installs what it brings. */
    CompletionStage<ConsentResult> redeem(TokenSource source, TokenForm form) {
        return post(source, source.request(source.oauthUri("token"), form)).thenCompose(sent -> settle(source, sent));
    }

    CompletionStage<ConsentResult> settle(TokenSource source, Sent sent) {
        if (sent.answer() instanceof TokenAnswer.Granted granted) {
            return manager.install(source, granted, sent.at()).thenApply(installed -> granted(source, installed))
                    .exceptionally(thrown -> ConsentResult.failed(Status.UNAVAILABLE, source.connection(), null,
                            "the tokens could not be put into use: " + thrown.getClass().getSimpleName() + "; begin again"));
        }
        return CompletableFuture.completedStage(failed(source, sent.answer()));
    }

    private static ConsentResult granted(TokenSource source, TokenManager.Installed installed) {
        boolean saved = installed.unsaved() == null;
        String message = saved
                ? "connection '" + source.connection() + "' is authorized"
                : "connection '" + source.connection() + "' is authorized, but the token store does not take the tokens ("
                        + installed.unsaved()
                        + "); saving is repeated, and a restart before that would lose them; check tokenStore";
        return new ConsentResult(saved ? Status.GRANTED : Status.UNSAVED, source.connection(), saved ? null : "tokenStore",
                message, installed.token().expiresAt(), installed.token().scopes(), 0, null);
    }

    /** What an answer without tokens means. */
    static ConsentResult failed(TokenSource source, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Refused refused) {
            return refused(source, refused);
        }
        String reason = answer instanceof TokenAnswer.Unknown unknown ? unknown.reason() : "the answer holds no tokens";
        boolean sent = !(answer instanceof TokenAnswer.Unknown unknown) || unknown.sent();
        return ConsentResult.failed(Status.UNAVAILABLE, source.connection(), "oauthUrl", reason + (sent
                ? "; whether the consent took effect is not known: begin again"
                : "; nothing was sent: check oauthUrl, the network and the proxy, and begin again"));
    }

    private static ConsentResult refused(TokenSource source, TokenAnswer.Refused answer) {
        Refusal refusal = Refusal.of(answer);
        // In answer to a code, a bad grant is a bad code, or a PKCE verifier that does not fit it.
        Refusal meant = refusal == Refusal.GRANT ? Refusal.CODE : refusal;
        Status status = switch (meant) {
            case CLIENT -> Status.CLIENT_REFUSED;
            case CODE -> Status.CODE_REFUSED;
            case REDIRECT -> Status.REDIRECT_MISMATCH;
            case APP, ACCOUNT -> Status.APP_REFUSED;
            case BUSY, NOT_ZOOM -> Status.UNAVAILABLE;
            case REQUEST, GRANT -> Status.REFUSED;
        };
        String property = meant == Refusal.CODE ? null : meant.property();
        String words = answer.error() == null ? "" : " with " + answer.error();
        return ConsentResult.failed(status, source.connection(), property, "Zoom refused" + words + " (" + answer.reason()
                + "); " + meant.advice()).answered(answer.code(), answer.trackingId());
    }
}
