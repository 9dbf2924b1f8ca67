package io.github.camelzoom.client.limit;

import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.catalog.RequestLine;

/**
 * What a call counts as. Immutable.
 *
 * @param product the table
 * @param label   the row
 * @param writer  whose 100 meeting and webinar writes a day it takes part of: {@code users/} and the user of the path, or
 *                {@code meetings/} or {@code webinars/} and an id where the host is not known; null for any other call
 */
public record RateClass(ProductClass product, RateLabel label, String writer) {

    /** A call that the catalogue does not have. */
    public static final RateClass UNKNOWN = new RateClass(ProductClass.STANDARD, RateLabel.MEDIUM, null);

    private static final String USERS = "/users/";
    /** Operations of which Zoom allows 100 per host and day, and the fixed part of their path in front of the id. */
    private static final Map<String, String> WRITES = Map.of("users/meetings/create", USERS, "users/webinars/create", USERS,
            "meetings/update", "/meetings/", "webinars/update", "/webinars/");

    /**
     * @param operation a name of the catalogue; any other one is looked up by method and path
     */
    public static RateClass of(String operation, RequestLine line) {
        OperationCatalog catalog = OperationCatalog.zoom();
        Optional<Operation> found = catalog.find(operation).or(() -> catalog.match(line.method(), line.rawPath()));
        return found.isEmpty() ? UNKNOWN : of(found.get(), line);
    }

    private static RateClass of(Operation operation, RequestLine line) {
        String before = WRITES.get(operation.name());
        return new RateClass(ProductClass.of(operation.product()), operation.rateLabel(),
                before == null ? null : writer(before, line.rawPathAndQuery()));
    }

    private static String writer(String before, String path) {
        int start = path.indexOf(before);
        if (start < 0) {
            return null;
        }
        int from = start + before.length();
        int end = from;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
            end++;
        }
        return path.substring(start + 1, end);
    }

    /** Whether the host of a write is known, so that it can be counted. */
    boolean isHostKnown() {
        return writer != null && writer.startsWith("users/");
    }

    RateClass with(RateLabel other) {
        return new RateClass(product, other, writer);
    }
}
