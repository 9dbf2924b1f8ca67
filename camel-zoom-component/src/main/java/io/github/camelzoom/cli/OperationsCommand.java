package io.github.camelzoom.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operations}: what the component can call. */
@Command(name = "operations", description = "Search the operations that zoom: can call.", footer = OperationsCommand.MORE, subcommands = OperationsCommand.Show.class)
final class OperationsCommand implements Callable<Integer> {

    static final String MORE = "%nA * marks a required parameter. One of the scopes suffices.%n%nExamples:%n"
            + "  operations meetings list%n  operations phone POST%n  operations show users/meetings/create";
    private static final String WORDS = "All must occur in name, id, product, method or path. None: every operation.";

    private final Terminal terminal;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = WORDS)
    private List<String> words = List.of();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    OperationsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Operation> found = OperationSearch.find(OperationCatalog.zoom(), words);
        if (json) {
            terminal.out().println(OperationText.json(found));
        } else {
            found.forEach(operation -> terminal.out().println(OperationText.brief(operation)));
        }
        if (found.isEmpty()) {
            List<String> near = OperationCatalog.zoom().suggest(String.join("/", words));
            terminal.err().println("No operation has all of these words."
                    + (near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?"));
            return Exit.FAILED;
        }
        if (!json) {
            terminal.err().println(found.size() == 1 ? "1 operation" : found.size() + " operations");
        }
        return Exit.OK;
    }

    /** {@code operations show}: everything about one. */
    @Command(name = "show", description = "Show everything that is known of one operation.")
    static final class Show implements Callable<Integer> {

        private final Terminal terminal;

        @Parameters(paramLabel = "NAME", description = "Its name, e.g. users/meetings/create, or Zoom's operationId.")
        private String name;

        @Option(names = "--json", description = "Print a JSON object.")
        private boolean json;

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            String wanted = name.startsWith("zoom:") ? name.substring("zoom:".length()) : name;
            Operation operation = OperationCatalog.zoom().find(wanted).orElse(null);
            if (operation == null) {
                throw new CommandFailedException(unknown(wanted));
            }
            terminal.out().println(json ? OperationText.json(operation) : OperationText.full(operation));
            return Exit.OK;
        }

        private static String unknown(String wanted) {
            try {
                return OperationCatalog.zoom().require(wanted).name();
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }
}
