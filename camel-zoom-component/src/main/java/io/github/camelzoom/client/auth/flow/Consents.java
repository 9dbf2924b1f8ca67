package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.auth.flow.PendingConsents.Entry;
import io.github.camelzoom.client.auth.flow.PendingConsents.Taken;
import io.github.camelzoom.client.auth.grant.AuthorizationCode;
import io.github.camelzoom.client.auth.grant.PastedCallback;

/**
 * Consents by the authorization code, with PKCE: begins one, takes the browser's answer, trades the code and puts the
 * tokens into the manager. For the page, the loopback callback and the command line alike. Thread-safe; nothing blocks
 * but the executor. Whatever goes wrong is a {@link ConsentResult}; the stages never fail.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public final class Consents {

    private static final int LONGEST_ERROR = 60;

    private final PendingConsents pending;
    private final CodeExchange exchange;

    /**
     * @param executor runs what blocks: the token endpoint
     * @param clock    the manager's
     */
    public Consents(TokenManager manager, PendingConsents pending, Executor executor, InstantSource clock) {
        this.pending = pending;
        this.exchange = new CodeExchange(manager, executor, clock);
    }

    /** {@link #begin(TokenSource, String, Secret)} for any browser: for logs, health and the command line. */
    public PendingConsent begin(TokenSource source, String redirectUri) {
        return begin(source, redirectUri, null);
    }

    /**
     * Asks for a consent. As long as one is pending for the same connection, redirect URL and browser, it is the same one.
     *
     * @param  redirectUri              to the byte as registered with Zoom
     * @param  cookie                   a secret that only this browser has, as a cookie for instance; null when the answer
     *                                  may come from any browser
     * @throws IllegalArgumentException when the connection cannot be authorized by a person, or the URL is none
     */
    public PendingConsent begin(TokenSource source, String redirectUri, Secret cookie) {
        requirePerson(source);
        requireUrl(source, redirectUri);
        return pending.open(source, redirectUri, cookie);
    }

    static void requirePerson(TokenSource source) {
        if (source.grant() == null) {
            throw new IllegalArgumentException("Connection '" + source.connection()
                    + "': initiateOAuth=OFF gets no tokens; nobody can authorize it");
        }
        if (source.grant().startsWithoutPerson()) {
            throw new IllegalArgumentException("Connection '" + source.connection() + "': its grant "
                    + source.grant().kind() + " needs no person; for user OAuth set oauthGrant=AUTHORIZATION_CODE");
        }
    }

    private static void requireUrl(TokenSource source, String redirectUri) {
        String whose = source == null ? "" : "Connection '" + source.connection() + "': ";
        try {
            URI uri = new URI(redirectUri);
            if (uri.isAbsolute() && uri.getHost() != null && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(whose + "callbackUrl is not a URL", e);
        }
        throw new IllegalArgumentException(whose + "callbackUrl is not an absolute URL without fragment");
    }

    /**
     * Where a person consents to a connection, for {@link TokenSource.Builder#authorizationUrl}: the pending consent's
     * URL, the same each time until it expires. Gives null for connections that need no person.
     *
     * @throws IllegalArgumentException when the redirect URL is none
     */
    public Function<TokenSource, URI> authorizationUrls(String redirectUri) {
        requireUrl(null, redirectUri);
        return source -> source.grant() == null || source.grant().startsWithoutPerson()
                ? null
                : begin(source, redirectUri).authorizationUrl();
    }

    /** Until when a browser may come back to a redirect URL; empty when none is awaited. */
    public Optional<Instant> pendingUntil(String redirectUri) {
        return pending.pendingUntil(redirectUri);
    }

    /**
     * Takes the answer that a browser brought to the redirect URL. One POST at most; nothing is stored unless tokens come.
     *
     * @param state  null when there was none
     * @param cookie the browser's secret; null when it brought none
     * @param code   null when there was none
     * @param error  OAuth's word when Zoom sent one; null when there was none
     */
    public CompletionStage<ConsentResult> complete(String state, Secret cookie, String code, String error) {
        boolean isError = error != null && !error.isBlank();
        if (!isError && (code == null || code.isBlank())) {
            return done(ConsentResult.failed(Status.NO_CODE, null, null,
                    "the answer holds neither a code nor an error; open the authorization URL again"));
        }
        Taken taken = pending.take(state, cookie);
        if (taken.refused() != null) {
            return done(notTaken(taken));
        }
        Entry entry = taken.entry();
        if (isError) {
            return done(denied(entry.source(), error));
        }
        AuthorizationCode proof = new AuthorizationCode(Secret.of(code), entry.redirectUri(), entry.pkce().verifier());
        return exchange.redeem(entry.source(), proof.form()).thenApply(result -> {
            if (result.isGranted()) {
                pending.close(entry.source().key());
            }
            return result;
        });
    }

    /**
     * Takes what a person pasted: the URL at which the browser ended, or the bare code. A bare code belongs to the
     * connection's latest consent that was begun without a cookie.
     *
     * @param pasted null counts as empty
     */
    public CompletionStage<ConsentResult> paste(TokenSource source, String pasted) {
        PastedCallback callback = PastedCallback.parse(pasted);
        if (callback.code() == null && callback.error() == null) {
            return done(ConsentResult.failed(Status.NO_CODE, source.connection(), null,
                    "what was pasted holds no code; paste the whole URL at which the browser ended, or the code in it"));
        }
        Optional<PendingConsent> begun = pending.unbound(source.key());
        String state = callback.state() != null ? callback.state() : begun.map(PendingConsent::state).orElse(null);
        if (state != null && pending.isOfAnother(state, source.key())) {
            return done(ConsentResult.failed(Status.UNKNOWN_STATE, source.connection(), null,
                    "this answer belongs to another connection; nothing was changed"));
        }
        if (state == null) {
            return done(ConsentResult.failed(Status.UNKNOWN_STATE, source.connection(), null,
                    "no consent is pending for this connection; open a new authorization URL and paste its answer"));
        }
        return complete(state, null, callback.code() == null ? null : callback.code().reveal(), callback.error());
    }

    private static ConsentResult denied(TokenSource source, String error) {
        // Anybody can put anything into a URL: only what looks like one of OAuth's words is repeated.
        String word = error.strip().toLowerCase(Locale.ROOT);
        if (word.equals("access_denied")) {
            return ConsentResult.failed(Status.DENIED, source.connection(), null,
                    "the person did not allow the app; connection '" + source.connection() + "' is as it was");
        }
        String shown = word.length() <= LONGEST_ERROR && word.matches("[a-z_]+") ? word : "an error";
        return ConsentResult.failed(Status.REFUSED, source.connection(), null, "Zoom's page answered with " + shown
                + "; check the app on the Zoom App Marketplace, and begin again");
    }

    private static ConsentResult notTaken(Taken taken) {
        String connection = taken.entry() == null ? null : taken.entry().source().connection();
        String message = switch (taken.refused()) {
            case REPLAYED_STATE -> "this consent was answered before, or the connection was authorized by another one since; "
                    + "nothing was changed";
            case EXPIRED -> "the consent took longer than ten minutes; open a new authorization URL";
            case OTHER_BROWSER -> "the answer came from another browser than the one that began; nothing was changed";
            default -> "no consent was begun with this state, or in another process; open a new authorization URL";
        };
        return ConsentResult.failed(taken.refused(), connection, null, message);
    }

    private static CompletionStage<ConsentResult> done(ConsentResult result) {
        return CompletableFuture.completedStage(result);
    }
}
