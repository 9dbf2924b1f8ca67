package io.github.camelzoom.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.CallSettings;
import io.github.camelzoom.client.http.RetryPolicy;
import io.github.camelzoom.client.http.Timeouts;
import io.github.camelzoom.client.http.ZoomCall;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.client.limit.RateGovernor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code connections test}: one call, to see whether a connection works. */
@Command(name = "test", description = TestCommand.WHAT)
final class TestCommand implements Callable<Integer> {

    static final String WHAT = "Call Zoom once with the connection's token. A token that is still good is used as it is; "
            + "an expired one is renewed as a route would, and kept.";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final Terminal terminal;

    @Mixin
    private ConnectionOptions options;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ConnectionSpec spec = options.read(terminal).one(options.name());
        AuthScheme scheme = spec.oauth().authScheme();
        if (scheme == AuthScheme.BASIC || scheme == AuthScheme.NTLM) {
            throw new IllegalArgumentException("Connection '" + spec.name() + "': authScheme=" + scheme
                    + " is for a gateway, which only a route can log in to; test it there");
        }
        try (Session session = new Session(terminal)) {
            ConnectionSpec complete = session.askForSecret(spec);
            TokenSource source = session.source(complete);
            terminal.out().println("OK  " + spec.name() + ": " + test(complete, source, session));
        }
        return Exit.OK;
    }

    private String test(ConnectionSpec spec, TokenSource source, Session session) {
        if (source != null && spec.oauth().effectiveGrant() == OAuthGrant.CLIENT_CREDENTIALS && source.grant() != null) {
            // The app's own token opens nothing that every app has.
            AccessToken token = result(Session.await(session.manager().token(source), PATIENCE));
            return "Zoom gives the app a token" + until(token);
        }
        BaseUrls bases = spec.api();
        try (RateGovernor governor = new RateGovernor(session.scheduler(), terminal.clock(), SystemTime.nanos(),
                session.random(),
                RateBudgets.unlimited(), session.executor());
                CallPipeline pipeline = new CallPipeline(session::http, session.executor(), session.scheduler(),
                        terminal.clock(), governor)) {
            boolean person = source == null || spec.oauth().accountId() == null;
            RequestLine line = person
                    ? RequestLine.of(OperationCatalog.zoom().require("users/get"), Map.of("userId", "me"))
                    : RequestLine.of(OperationCatalog.zoom().require("users/list"), Map.of("page_size", 1));
            ZoomCall call = new ZoomCall(spec.name(), person ? "users/get" : "users/list", line.method(),
                    apiUrl -> URI.create(line
                            .url(bases != null ? bases : BaseUrls.ofToken(apiUrl == null ? null : apiUrl.toString()))),
                    line.headers(), null);
            CallSettings settings = new CallSettings(spec.hosts(), TIMEOUTS, new RetryPolicy(0, Duration.ZERO, Duration.ZERO,
                    session.random()), Priority.INTERACTIVE);
            JsonNode answer = result(Session.await(pipeline.execute(call, source == null
                    ? null
                    : new SourceBearer(session.manager(), source), settings, live -> read(live.body())), PATIENCE));
            String who = person
                    ? "Zoom answers as " + answer.path("email").asText("somebody without e-mail address")
                    : "Zoom answers for an account with " + answer.path("total_records").asText("?") + " users";
            return who + (source == null ? "" : until(result(Session.await(session.manager().token(source), PATIENCE))));
        }
    }

    private static JsonNode read(InputStream body) throws IOException {
        return body == null ? Json.object() : Json.read(body);
    }

    private static String until(AccessToken token) {
        return token.expiresAt().equals(Instant.MAX) ? "" : "; the token is good until " + Times.text(token.expiresAt());
    }

    private static <T> T result(T value) {
        if (value == null) {
            throw new CommandFailedException("No answer within " + PATIENCE.toSeconds() + " s");
        }
        return value;
    }
}
