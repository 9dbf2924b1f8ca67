package io.github.camelzoom.client.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.catalog.ParameterNames;

/**
 * The parameters of a list's first page, which all further pages have in common.
 *
 * @param parameters by exact names
 * @param pageSize   the size asked for, 0 when none is
 */
record FirstPage(Map<String, Object> parameters, int pageSize) {

    private static final List<String> SIZES = List.of("page_size", "count", "maxResults", "limit");
    /** Where a page begins is the reader's to say. */
    private static final Set<String> POSITIONS = Set.of("next_page_token", "pageToken", "page_number", "page", "page_num",
            "startIndex");

    /**
     * The user's parameters, and the largest page that Zoom documents unless the user wants another one.
     *
     * @throws ParameterException when a parameter is unknown or asks for another page than the first
     */
    static FirstPage of(Operation operation, Map<String, ?> given) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String exact = ParameterNames.require(operation, name).name();
            boolean position = POSITIONS.contains(exact);
            String text = value == null ? "" : value.toString().strip();
            if (position && !text.isEmpty() && !text.equals("1")) {
                throw new ParameterException(operation.name(), List.of(exact), "the whole list is read, from its first page"
                        + " on: leave out parameter '" + exact + "'");
            }
            if (value != null && !position) {
                parameters.put(exact, value);
            }
        });
        String name = sizeParameter(operation);
        if (name == null) {
            return new FirstPage(parameters, 0);
        }
        if (!parameters.containsKey(name) && operation.pageSizeMax() > 0) {
            parameters.put(name, operation.pageSizeMax());
        }
        return new FirstPage(parameters, number(parameters.get(name)));
    }

    /** The same, with some parameters set otherwise. */
    FirstPage with(Map<String, ?> changes) {
        Map<String, Object> changed = new LinkedHashMap<>(parameters);
        changed.putAll(changes);
        return new FirstPage(changed, pageSize);
    }

    private static String sizeParameter(Operation operation) {
        return SIZES.stream().filter(name -> operation.parameter(name).map(Parameter::in)
                .filter(Parameter.In.QUERY::equals).isPresent()).findFirst().orElse(null);
    }

    private static int number(Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
