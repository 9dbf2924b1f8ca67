package io.github.camelzoom.client.page;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;

/** What an answer of a list operation holds. Pure functions. */
final class ListAnswer {

    private static final List<String> TOTALS = List.of("total_records", "totalResults", "total");

    private ListAnswer() {}

    /**
     * The items: the list field of the catalogue; where there is none the answer's only array; else the answer is the one
     * item itself.
     *
     * @return null when the answer has no place for items although it says that the list holds some
     */
    static List<JsonNode> items(Operation operation, JsonNode answer) {
        if (answer.isMissingNode() || answer.isNull()) {
            return List.of();
        }
        if (answer.isArray()) {
            return elements(answer);
        }
        JsonNode named = answer.get(operation.listField());
        if (named != null && named.isArray()) {
            return elements(named);
        }
        JsonNode only = onlyArray(answer);
        if (operation.listField().isEmpty() || operation.listField().equals("[]")) {
            return only == null ? List.of(answer) : elements(only);
        }
        // Zoom leaves empty arrays out; but rows must not vanish because a field was renamed.
        Long total = total(answer);
        if (total == null || total == 0) {
            return List.of();
        }
        return only == null ? null : elements(only);
    }

    /** What the answer says the list holds in all, null when it does not say. */
    static Long total(JsonNode answer) {
        for (String name : TOTALS) {
            if (answer.path(name).isIntegralNumber()) {
                return answer.get(name).longValue();
            }
        }
        return null;
    }

    private static JsonNode onlyArray(JsonNode answer) {
        JsonNode found = null;
        for (JsonNode field : answer) {
            if (field.isArray()) {
                if (found != null) {
                    return null;
                }
                found = field;
            }
        }
        return found;
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isNull()) {
                elements.add(element);
            }
        }
        return elements;
    }
}
