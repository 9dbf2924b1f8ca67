package io.github.camelzoom.client.page;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;

/** Makes the reader that an operation and its parameters ask for. Stateless. */
public final class ListReaders {

    private ListReaders() {}

    /**
     * A reading that has not begun: nothing is sent before its first page is asked for.
     *
     * @param  parameters         by exact names
     * @param  connection         the connection's name, for messages
     * @param  clock              says what day it is
     * @throws ParameterException when the operation is no list that can be read, or the parameters are not right for it
     */
    public static ListReader open(Operation operation, Map<String, ?> parameters, ReadOptions options, String connection,
            PageCall call, InstantSource clock) {
        requireReadable(operation);
        FirstPage first = FirstPage.of(operation, parameters);
        Iterator<DateWindows.Window> windows = DateWindows.of(operation, first.parameters(), clock);
        ErrorDetail detail = ErrorDetail.of(connection, operation.name());
        return new PrefetchingReader(new WindowedList(windows, window -> {
            FirstPage firstOfWindow = first.with(window.parameters());
            RequestLine.of(operation, firstOfWindow.parameters());
            return new PagedList(operation, firstOfWindow, call, detail);
        }), detail);
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
