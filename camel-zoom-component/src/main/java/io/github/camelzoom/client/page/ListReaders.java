package io.github.camelzoom.client.page;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;

/** Makes the reader that an operation and its parameters ask for. Stateless. */
public final class ListReaders {

    private static final String EVERY = "*";
    private static final String USER = "userId";

    private ListReaders() {}

    /**
     * A reading that has not begun: nothing is sent before its first page is asked for.
     *
     * @param  parameters         by exact names
     * @param  connection         the connection's name, for messages
     * @param  clock              says what day it is
     * @param  mayBlock           runs the iterator over the parents
     * @throws ParameterException when the operation is no list that can be read, or the parameters are not right for it
     */
    public static ListReader open(Operation operation, Map<String, ?> parameters, ReadOptions options, String connection,
            PageCall call, InstantSource clock, Executor mayBlock) {
        requireReadable(operation);
        FirstPage first = FirstPage.of(operation, parameters);
        ErrorDetail detail = ErrorDetail.of(connection, operation.name());
        // The windows of all parents end at the same time.
        Instant now = clock.instant();
        Function<FirstPage, PageSource> lists = page -> new WindowedList(
                DateWindows.of(operation, page.parameters(), () -> now),
                window -> new PagedList(operation, page.with(window.parameters()), call, detail));
        requireSendable(operation, first, now);
        String parameter = everyParent(operation, first.parameters()).orElse(null);
        if (parameter == null) {
            return new PrefetchingReader(lists.apply(first), detail);
        }
        return new FanOutReader(parents(operation, parameter, options, connection, call, mayBlock),
                parent -> lists.apply(first.with(Map.of(parameter, parent))), parameter, options, detail);
    }

    private static void requireSendable(Operation operation, FirstPage first, Instant now) {
        DateWindows.Window window = DateWindows.of(operation, first.parameters(), () -> now).next();
        RequestLine.of(operation, first.with(window.parameters()).parameters());
    }

    /**
     * The path parameter that is to take the value of each parent in turn, since it is {@code *}.
     *
     * @param  parameters         by exact names
     * @throws ParameterException when there is more than one
     */
    public static Optional<String> everyParent(Operation operation, Map<String, ?> parameters) {
        List<String> names = operation.parameters(Parameter.In.PATH).stream().map(Parameter::name)
                .filter(name -> EVERY.equals(parameters.get(name))).toList();
        if (names.size() > 1) {
            throw new ParameterException(operation.name(), names, "only one of the parameters " + names + " can be " + EVERY);
        }
        return names.stream().findFirst();
    }

    /** Whether Zoom itself can tell all values of the parameter. */
    public static boolean isOfAllUsers(String parameter) {
        return parameter.equals(USER);
    }

    /** The operations that reading a list takes: its own, and for all users the one that lists them. */
    public static List<Operation> taken(Operation operation, Map<String, ?> parameters) {
        boolean allUsers = everyParent(operation, parameters).filter(ListReaders::isOfAllUsers).isPresent();
        return allUsers ? List.of(operation, AllUsers.operation()) : List.of(operation);
    }

    private static Parents parents(Operation operation, String parameter, ReadOptions options, String connection,
            PageCall call, Executor mayBlock) {
        if (options.parents() != null) {
            return new GivenParents(operation, parameter, options.parents(), mayBlock);
        }
        if (!isOfAllUsers(parameter)) {
            throw new ParameterException(operation.name(), List.of(parameter), "parameter '" + parameter + "' is " + EVERY
                    + ", which stands for all users in '" + USER
                    + "' only; for others the body of the message must be a list or an iterator of parents");
        }
        return new AllUsers(call, connection);
    }

    /**
     * @throws ParameterException when the operation is no list, or one that GET does not read
     */
    public static void requireReadable(Operation operation) {
        if (!operation.isList() || !operation.method().equals("GET")) {
            throw new ParameterException(operation.name(), List.of(), operation.isList()
                    ? "is a list that is asked for by " + operation.method() + ", which can be read page by page only"
                    : "is no list, so there is nothing to read from its first page to its last");
        }
    }
}
