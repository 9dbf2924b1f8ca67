package io.github.camelzoom.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.camelzoom.client.auth.TokenSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code authorize}: a person allows the app, and the tokens go where the routes look for them. */
@Command(name = "authorize", description = AuthorizeCommand.WHAT, footer = AuthorizeCommand.MORE)
final class AuthorizeCommand implements Callable<Integer> {

    static final String WHAT = "Let a person allow the app, once. The tokens go into the connection's token store; routes "
            + "that wait go on by themselves within seconds.%n%nWithout a mode: prints the URL and waits for the browser at "
            + "callbackUrl when that is on this machine; else for its address to be pasted.";
    static final String MORE = "%n--print-url keeps state and PKCE verifier, encrypted, in the token store until --paste or for "
            + "ten minutes.%n%nExamples:%n  authorize --config application.properties --connection acme%n"
            + "  authorize --client-id abc --print-url%n  echo \"$URL\" | authorize --client-id abc --paste";
    private static final int LONGEST_SECONDS = 3600;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions options;

    @ArgGroup(order = 20)
    private Mode mode = new Mode();

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "600", order = 30, description = Mode.TIMEOUT)
    private int timeout;

    /** One at most. */
    static final class Mode {

        static final String TIMEOUT = "How long to wait for the person, 0 to 3600; 600 unless given.";
        static final String PRINT = "Print the URL and end; finish later with --paste.";
        static final String PASTE = "Read from the input the URL at which the browser ended, or its code.";
        static final String DEVICE = "Show a code to be typed on another device, and wait. The app needs 'Use App on Device'.";

        @Option(names = "--print-url", order = 21, description = PRINT)
        private boolean printUrl;

        @Option(names = "--paste", order = 22, description = PASTE)
        private boolean paste;

        @Option(names = "--device", order = 23, description = DEVICE)
        private boolean device;
    }

    AuthorizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (timeout < 0 || timeout > LONGEST_SECONDS) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 0 to " + LONGEST_SECONDS + " seconds");
        }
        ConnectionSpec connection = options.read(terminal).one(options.name());
        try (Session session = new Session(terminal)) {
            TokenSource source = source(session, connection);
            Consenting consenting = new Consenting(terminal, session, source, connection.oauth().callbackUrl(),
                    Duration.ofSeconds(
                            timeout));
            if (mode.printUrl) {
                consenting.printUrl();
            } else {
                terminal.out().println(mode.device ? consenting.device() : mode.paste ? consenting.paste() : consenting.here());
            }
        }
        return Exit.OK;
    }

    private static TokenSource source(Session session, ConnectionSpec connection) {
        TokenSource source = session.source(session.askForSecret(connection));
        if (source == null || source.grant() == null || source.grant().startsWithoutPerson()) {
            throw new IllegalArgumentException("Connection '" + connection.name() + "' needs no person: " + (source == null
                    ? "its authScheme uses no token"
                    : source.grant() == null
                            ? "initiateOAuth=OFF uses the token that was given"
                            : "its grant is " + source.grant().kind() + "; for user OAuth take accountId away, or set "
                                    + "oauthGrant=AUTHORIZATION_CODE"));
        }
        Session.requireShared(source, connection);
        return source;
    }
}
