package io.github.camelzoom.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code connections}: who we are towards Zoom. */
@Command(name = "connections", description = "List, test and revoke connections.", subcommands = {
        ConnectionsCommand.Listing.class, TestCommand.class, RevokeCommand.class })
final class ConnectionsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: list, test or revoke?");
    }

    /** {@code connections list}. */
    @Command(name = "list", description = Listing.WHAT)
    static final class Listing implements Callable<Integer> {

        static final String WHAT = "Show state and expiry of connections, from the store. Zoom is not called, and no token is "
                + "renewed.";

        private final Terminal terminal;

        @Mixin
        private ConnectionOptions options;

        @Option(names = "--json", order = 20, description = "Print a JSON array.")
        private boolean json;

        Listing(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Connections connections = options.read(terminal);
            List<String> names = options.name() == null ? connections.names() : List.of(connections.check(options.name()));
            Instant now = terminal.clock().instant();
            try (Session session = new Session(terminal)) {
                print(names.stream().map(name -> ConnectionStatus.of(name, connections, session, now)).toList(), now);
            }
            return Exit.OK;
        }

        private void print(List<ConnectionStatus> found, Instant now) {
            if (json) {
                ArrayNode array = Json.array();
                found.forEach(status -> array.add(status.json()));
                terminal.out().println(Json.text(array));
                return;
            }
            int width = found.stream().mapToInt(status -> status.name().length()).max().orElse(0);
            found.forEach(status -> terminal.out().println(status.text(now, width)));
        }
    }
}
