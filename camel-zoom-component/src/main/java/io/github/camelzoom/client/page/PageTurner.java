package io.github.camelzoom.client.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Pagination;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.error.ErrorDetail;

/** Says how the next page of a list is asked for. It knows one pass from the first page on; not thread-safe. */
interface PageTurner {

    /**
     * What to add to the parameters of the first page to get the one after this answer.
     *
     * @return                                                  null when it was the last
     * @throws io.github.camelzoom.client.error.ZoomApiException when the list goes in circles or cannot be read on
     */
    Map<String, String> after(JsonNode answer, List<JsonNode> items);

    /**
     * A cursor beats a number where an operation has both: Zoom retires page_number, and some lists answer it with the
     * first page for ever.
     *
     * @param pageSize the size asked for, 0 when none was
     */
    static PageTurner of(Operation operation, int pageSize, ErrorDetail detail) {
        Optional<String> cursor = cursor(operation);
        if (cursor.isPresent()) {
            return new CursorTurner(cursor.get(), detail);
        }
        return switch (operation.pagination()) {
            case START_INDEX -> new IndexTurner(operation.pagination().parameter(), detail);
            case PAGE_NUMBER, PAGE -> new NumberTurner(operation.pagination().parameter(), pageSize, detail);
            // Billing has a name of its own for it, which the table does not know.
            case NONE, UNKNOWN -> operation.parameter("page_num").isPresent()
                    ? new NumberTurner("page_num", pageSize, detail)
                    : new CursorTurner(null, detail, !operation.queryKnown());
            default -> throw new IllegalStateException(operation.name() + " has no parameter for its cursor");
        };
    }

    /** The parameter that takes a cursor. */
    static Optional<String> cursor(Operation operation) {
        return List.of(Pagination.NEXT_PAGE_TOKEN.parameter(), Pagination.PAGE_TOKEN.parameter()).stream()
                .filter(name -> operation.parameter(name).map(Parameter::in).filter(Parameter.In.QUERY::equals).isPresent())
                .findFirst();
    }
}
