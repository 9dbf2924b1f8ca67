package io.github.camelzoom.cli;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of all commands, and what becomes of the exceptions they throw. */
@Command(name = "camel-zoom", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Cli.Version.class, description = Cli.WHAT, subcommands = {
        OperationsCommand.class, ConnectionsCommand.class, AuthorizeCommand.class })
final class Cli implements Runnable {

    static final String WHAT = "Zoom for Apache Camel: look operations up, see and authorize connections.";
    private static final Map<String, String> EXIT_CODES = Collections
            .unmodifiableMap(new TreeMap<>(Map.of("0", "everything went well", "1",
                    "Zoom, the network or the token store refused; the reason is printed", "2",
                    "the command line or the configuration cannot be used; nothing was sent")));
    private static final List<String> SECRETS = List.of("secret", "token", "password", "key", "verifier", "code");

    @Spec
    private CommandSpec spec;

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[]{ "camel-zoom " + (version == null ? "(not packaged)" : version) };
        }
    }

    /** @return the exit code */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new Cli(), new Commands(terminal));
        arrange(line);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler(Cli::refuse);
        line.setExecutionExceptionHandler(Cli::report);
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    private static void arrange(CommandLine line) {
        line.setUsageHelpAutoWidth(true);
        line.getCommandSpec().usageMessage().sortOptions(false).synopsisSubcommandLabel("COMMAND")
                .exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
        line.getSubcommands().values().forEach(Cli::arrange);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** Says what is wrong without repeating values: one of them may be a secret that was typed here by mistake. */
    private static int refuse(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println(e instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : e.getMessage());
        line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        if (!first.startsWith("-")) {
            return "There is an argument too many, or the command is unknown.";
        }
        int equals = first.indexOf('=');
        String name = equals < 0 ? first : first.substring(0, equals);
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains)
                ? name + " is no option: secrets are never taken from the command line, where every user of the machine can "
                        + "read them. Use the environment (ZOOM_CLIENT_SECRET, ZOOM_TOKEN_STORE_KEY), a file (--config), or "
                        + "type them when asked. If one has just been typed, replace it on the app's page."
                : name + " is no option of this command.";
    }

    private static int report(Exception e, CommandLine line, ParseResult parsed) {
        line.getErr().println(describe(e));
        return e instanceof IllegalArgumentException ? Exit.USAGE : Exit.FAILED;
    }

    /** For a person: the reason and the property to change, and no stack. */
    static String describe(Throwable e) {
        String message = e.getMessage();
        if (e instanceof ZoomAuthException auth && auth.getReason() == ZoomAuthException.Reason.NEEDS_CONSENT) {
            return message + ". Run: camel-zoom authorize";
        }
        if (e instanceof ZoomAuthException auth && auth.getProperty() != null && !message.contains(auth.getProperty())) {
            return message + " (change " + auth.getProperty() + ")";
        }
        boolean ours = e instanceof ZoomException || e instanceof TokenStoreException || e instanceof IllegalArgumentException
                || e instanceof CommandFailedException;
        return ours && message != null
                ? message
                : "This should not have happened: " + e.getClass().getSimpleName() + (e.getStackTrace().length == 0
                        ? ""
                        : " at " + e.getStackTrace()[0]);
    }
}
