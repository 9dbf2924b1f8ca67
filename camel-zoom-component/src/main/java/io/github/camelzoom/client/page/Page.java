package io.github.camelzoom.client.page;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Some items of a list, in Zoom's order. Immutable.
 *
 * @param items never null; empty when a page or a window held nothing
 * @param total what Zoom says the list holds in all, null when it does not say
 */
public record Page(List<JsonNode> items, Long total) {

    public Page {
        items = List.copyOf(items);
    }
}
