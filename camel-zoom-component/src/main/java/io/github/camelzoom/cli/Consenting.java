package io.github.camelzoom.cli;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import io.github.camelzoom.client.auth.Refusal;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.AuthorizationUrl;
import io.github.camelzoom.client.auth.flow.ConsentResult;
import io.github.camelzoom.client.auth.flow.Consents;
import io.github.camelzoom.client.auth.flow.DeviceConsent;
import io.github.camelzoom.client.auth.flow.DeviceFlow;
import io.github.camelzoom.client.auth.flow.PendingConsents;
import io.github.camelzoom.client.auth.flow.Pkce;
import io.github.camelzoom.client.auth.grant.AuthorizationCode;
import io.github.camelzoom.client.auth.grant.PastedCallback;

/** The ways to ask a person for consent, for one connection. Not thread-safe; blocks. */
final class Consenting {

    private static final Duration LIFE = Duration.ofMinutes(10);
    /** One request of the token endpoint takes no longer. */
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int STATE_BYTES = 32;

    private final Terminal terminal;
    private final Session session;
    private final TokenSource source;
    private final String callback;
    private final Duration timeout;
    private final Consents consents;

    Consenting(Terminal terminal, Session session, TokenSource source, String callback, Duration timeout) {
        this.terminal = terminal;
        this.session = session;
        this.source = source;
        this.callback = callback;
        this.timeout = timeout;
        this.consents = new Consents(session.manager(), new PendingConsents(terminal.clock(), session.random()),
                session.executor(), terminal.clock());
    }

    /** Shows the URL and waits for the browser, or for somebody to paste where the browser ended. */
    String here() {
        URI url = consents.begin(source, callback).authorizationUrl();
        URI back = URI.create(callback);
        if (!CallbackServer.canServe(back)) {
            terminal.err().println("Open this URL in a browser, sign in and allow. The browser then goes to " + callback
                    + ", which is not this machine: paste the URL at which it ends here.");
            terminal.out().println(url);
            return finished(Session.await(consents.paste(source, line()), REQUEST));
        }
        try (CallbackServer server = new CallbackServer(back, answer -> consents.complete(answer.state(), null, answer.code(),
                answer.error()), session.executor())) {
            terminal.err().println("Open this URL in a browser on this machine, sign in and allow. Waiting at " + callback
                    + " for " + timeout.toSeconds() + " s. Browser elsewhere? Use --print-url and --paste, or --device.");
            terminal.out().println(url);
            ConsentResult result = Session.await(server.result(), timeout);
            // Whoever came in the last moment is not sent away: Zoom has ended the earlier tokens for the new ones.
            return finished(result == null && server.isUnderWay() ? Session.await(server.result(), REQUEST) : result);
        } catch (IOException e) {
            throw new CommandFailedException("Nothing can listen at " + callback + " (" + e.getMessage()
                    + "). A route that waits "
                    + "for this consent may do so already: then open the URL in its log. Else use --print-url and --paste, or "
                    + "--device, or change callbackUrl, here and on the app's page");
        }
    }

    /** Shows the URL and keeps what is needed to finish later. */
    void printUrl() {
        Instant now = terminal.clock().instant();
        Secret state = random(session.random());
        Pkce pkce = Pkce.generate(session.random());
        Instant expiresAt = now.plus(LIFE);
        new KeptConsents(source).keep(new KeptConsents.Kept(state, pkce.verifier(), callback, expiresAt), now);
        terminal.out()
                .println(new AuthorizationUrl(source.oauthUri("authorize"), source.clientId(), callback, state.reveal(), pkce
                        .challenge()).uri());
        terminal.err()
                .println("Open this URL in any browser, sign in and allow, by " + Times.text(expiresAt)
                        + ". Then give the URL at which "
                        + "the browser ends to: authorize --paste");
    }

    private static Secret random(SecureRandom random) {
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Finishes what {@link #printUrl()} began. */
    String paste() {
        KeptConsents kept = new KeptConsents(source);
        KeptConsents.Kept consent = kept.find().orElseThrow(() -> new CommandFailedException(
                "No consent is pending for connection '" + source.connection() + "'; begin with authorize --print-url"));
        PastedCallback pasted = PastedCallback.parse(line());
        if (pasted.code() == null && pasted.error() == null) {
            throw new CommandFailedException(
                    "What was pasted holds no code; paste the whole URL at which the browser ended, or the code in it");
        }
        if (pasted.state() != null && (pasted.state().isEmpty() || !Secret.of(pasted.state()).equals(consent.state()))) {
            throw new CommandFailedException("This answer belongs to another consent, or to another connection; nothing was "
                    + "changed. What a route has logged must come back to the route");
        }
        if (!kept.remove(consent)) {
            throw new CommandFailedException("This consent was answered or begun anew in another process; nothing was changed");
        }
        if (!terminal.clock().instant().isBefore(consent.expiresAt())) {
            throw new CommandFailedException("The consent took longer than ten minutes; begin again with --print-url");
        }
        if (pasted.code() == null) {
            throw new CommandFailedException("The person did not allow the app; connection '" + source.connection()
                    + "' is as it was");
        }
        return redeem(new AuthorizationCode(pasted.code(), consent.redirectUri(), consent.verifier()));
    }

    private String redeem(AuthorizationCode proof) {
        Instant sentAt = terminal.clock().instant();
        TokenAnswer answer = source.endpoint().post(source.request(source.oauthUri("token"), proof.form()));
        if (answer instanceof TokenAnswer.Granted granted) {
            TokenManager.Installed installed = Session.await(session.manager().install(source, granted, sentAt), REQUEST);
            if (installed == null || installed.unsaved() != null) {
                throw unsaved(installed == null ? "no answer" : installed.unsaved());
            }
            return granted(installed.token().expiresAt());
        }
        if (answer instanceof TokenAnswer.Refused refused) {
            Refusal refusal = Refusal.of(refused);
            Refusal meant = refusal == Refusal.GRANT ? Refusal.CODE : refusal;
            throw new CommandFailedException("Zoom refused (" + refused.reason() + "); " + meant.advice());
        }
        throw new CommandFailedException((answer instanceof TokenAnswer.Unknown unknown
                ? unknown.reason()
                : "the answer holds no tokens") + "; check oauthUrl, the network and the proxy, and begin again");
    }

    /** Shows a code to be typed on another device, and waits. */
    String device() {
        try (DeviceFlow flow = new DeviceFlow(session.manager(), session.executor(), session.scheduler(), terminal.clock())) {
            DeviceConsent consent = Session.await(flow.begin(source), REQUEST);
            if (consent == null) {
                throw new CommandFailedException("No answer within " + REQUEST.toSeconds() + " s");
            }
            terminal.out().println("Open " + consent.verificationUri() + " on any device and enter " + consent.userCode());
            if (consent.verificationUriComplete() != null) {
                terminal.out().println("or open " + consent.verificationUriComplete());
            }
            terminal.err()
                    .println("Waiting for " + timeout.toSeconds() + " s, at most until " + Times.text(consent.expiresAt())
                            + ".");
            ConsentResult result = Session.await(consent.result(), timeout);
            if (result == null) {
                consent.cancel();
                ConsentResult last = Session.await(consent.result(), REQUEST);
                result = last != null && last.status() == ConsentResult.Status.CANCELLED ? null : last;
            }
            return finished(result);
        }
    }

    private String line() {
        CompletableFuture<String> line = new CompletableFuture<>();
        // A read cannot be ended; a thread of its own is left behind when the time is over.
        Thread reader = new Thread(() -> {
            try {
                line.complete(terminal.readLine());
            } catch (RuntimeException e) {
                line.completeExceptionally(e);
            }
        }, "camel-zoom-input");
        reader.setDaemon(true);
        reader.start();
        String read = Session.await(line, timeout);
        if (read == null) {
            throw new CommandFailedException(
                    "Nothing was pasted" + (line.isDone() ? "" : " within " + timeout.toSeconds() + " s"));
        }
        return read;
    }

    private String finished(ConsentResult result) {
        if (result == null) {
            throw new CommandFailedException("Nobody answered within " + timeout.toSeconds()
                    + " s; begin again, with a longer --timeout, or with --print-url");
        }
        if (result.status() == ConsentResult.Status.UNSAVED) {
            throw unsaved(result.message());
        }
        if (!result.isGranted()) {
            throw new CommandFailedException(result.status() + ": " + result.message());
        }
        return granted(result.expiresAt());
    }

    private CommandFailedException unsaved(String reason) {
        return new CommandFailedException("UNSAVED: Zoom gave tokens, but the store " + source.store().describe()
                + " does not take them (" + reason + "), and they end with this process. Check tokenStore and authorize again");
    }

    private String granted(Instant expiresAt) {
        String until = expiresAt == null || expiresAt.equals(Instant.MAX)
                ? ""
                : " The access token is good until " + Times.text(expiresAt)
                        + " and is renewed by whoever uses it.";
        return "GRANTED: connection '" + source.connection() + "' is authorized; its tokens are in " + source.store().describe()
                + "." + until;
    }
}
