package io.github.camelzoom.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.Revocation;
import io.github.camelzoom.client.auth.flow.RevocationResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code connections revoke}: gives tokens back. */
@Command(name = "revoke", description = RevokeCommand.WHAT)
final class RevokeCommand implements Callable<Integer> {

    static final String WHAT = "Give the connection's tokens back to Zoom and take them out of the store. Routes that use "
            + "it then wait for somebody to authorize it again.";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Terminal terminal;

    @Mixin
    private ConnectionOptions options;

    RevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ConnectionSpec spec = options.read(terminal).one(options.name());
        try (Session session = new Session(terminal)) {
            TokenSource source = session.source(session.askForSecret(spec));
            if (source == null || source.grant() == null) {
                throw new IllegalArgumentException("Connection '" + spec.name() + "' has no tokens of ours to revoke");
            }
            Session.requireShared(source, spec);
            Revocation revocation = new Revocation(session.manager(), session.executor(), terminal.clock());
            RevocationResult result = Session.await(revocation.revoke(source), PATIENCE);
            if (result == null) {
                throw new CommandFailedException("No answer within " + PATIENCE.toSeconds() + " s; revoke again");
            }
            if (!result.status().isGone()) {
                throw new CommandFailedException(result.status() + ": " + result.message());
            }
            terminal.out().println(result.status() + ": " + result.message());
        }
        return Exit.OK;
    }
}
