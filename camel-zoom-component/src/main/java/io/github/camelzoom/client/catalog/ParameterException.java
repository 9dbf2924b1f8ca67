package io.github.camelzoom.client.catalog;

import java.util.List;

/**
 * A request cannot be built from the parameters given: one is missing, unknown or has a value that must not be sent. The
 * message names the operation and the parameters and says what to change; it never contains a value.
 */
public class ParameterException extends IllegalArgumentException {

    private final String operation;
    private final List<String> parameters;
    private final String problem;

    public ParameterException(String operation, List<String> parameters, String message) {
        super(operation + ": " + message);
        this.operation = operation;
        this.parameters = List.copyOf(parameters);
        this.problem = message;
    }

    /** The operation's name, {@code request} for a call by path; never null. */
    public String operation() {
        return operation;
    }

    /** The message without the operation's name, for who has named it already; never null. */
    public String problem() {
        return problem;
    }

    /** Names of the parameters at fault, in the order of the operation; empty where a whole path is at fault. */
    public List<String> parameters() {
        return parameters;
    }
}
