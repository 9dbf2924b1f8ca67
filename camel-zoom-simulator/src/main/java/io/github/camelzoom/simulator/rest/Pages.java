package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.PageTokens;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.world.Ids;

/** Cuts lists into pages in the four ways of Zoom's products. The page only refers to the items: write it out
 * before they change. */
public final class Pages {

    private static final int DEFAULT_SIZE = 30;
    private static final int USUAL_MAXIMUM = 300;
    private static final int TOKEN_BYTES = 24;

    private final SimulatorSettings settings;
    private final PageTokens tokens;

    /** Tokens are drawn from the given ids. */
    public Pages(Ids ids, VirtualClock clock, SimulatorSettings settings) {
        this.settings = settings;
        this.tokens = new PageTokens(() -> ids.text(TOKEN_BYTES), clock);
    }

    /** The tokens that were given. */
    public PageTokens tokens() {
        return tokens;
    }

    /** The page that the call asks for: paging fields and the items under the operation's list field. */
    public ObjectNode page(ApiCall call, List<? extends JsonNode> items) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode target = switch (call.operation().pagination()) {
            case "pageToken" -> tokenPage(call, items, page, "pageToken", "nextPageToken", "maxResults");
            case "page_number", "page" -> numberPage(call, items, page, call.operation().pagination());
            case "startIndex" -> indexPage(call, items, page);
            case "next_page_token" -> call.query().nonEmpty("page_number").isPresent()
                    && call.query().nonEmpty("next_page_token").isEmpty()
                            ? numberPage(call, items, page, "page_number")
                            : tokenPage(call, items, page, "next_page_token", "next_page_token", "page_size");
            default -> whole(items);
        };
        page.set(call.operation().listField(), target);
        return page;
    }

    /** Dead tokens, old or foreign, are refused even where the list is empty. */
    private ArrayNode tokenPage(ApiCall call, List<? extends JsonNode> items, ObjectNode page, String parameter, String field,
            String sizeParameter) {
        int size = size(call, sizeParameter);
        String query = identity(call, parameter);
        int from = call.query().nonEmpty(parameter).map(t -> offset(t, query)).orElse(0);
        int to = Math.min(items.size(), from + size);
        page.put(field, to < items.size() ? tokens.issue(call.operation().name(), query, to) : "");
        if (field.equals("next_page_token")) {
            counts(call, page, items.size(), size, from / size + 1);
        }
        return part(items, from, to);
    }

    private ArrayNode numberPage(ApiCall call, List<? extends JsonNode> items, ObjectNode page, String parameter) {
        int size = size(call, "page_size");
        int asked = Math.max(1, integer(call.query(parameter, "1"), parameter));
        int number = settings.pageNumbersIgnored() ? 1 : asked;
        int from = (int) Math.min(items.size(), (number - 1L) * size);
        int to = Math.min(items.size(), from + size);
        if (call.operation().pagination().equals("next_page_token")) {
            page.put("next_page_token", to < items.size()
                    ? tokens.issue(call.operation().name(), identity(call, "next_page_token"), to)
                    : "");
        }
        page.put("page_number", number);
        counts(call, page, items.size(), size, number);
        return part(items, from, to);
    }

    private ArrayNode indexPage(ApiCall call, List<? extends JsonNode> items, ObjectNode page) {
        int start = Math.max(1, integer(call.query("startIndex", "1"), "startIndex"));
        int count = Math.max(0, integer(call.query("count", "100"), "count"));
        int from = Math.min(items.size(), start - 1);
        int to = Math.min(items.size(), from + count);
        page.put("totalResults", items.size());
        page.put("startIndex", start);
        page.put("itemsPerPage", to - from);
        return part(items, from, to);
    }

    private static void counts(ApiCall call, ObjectNode page, int total, int size, int number) {
        page.put("page_size", size);
        page.put("total_records", total);
        page.put("page_count", (total + size - 1) / size);
        if (call.schema().response().stream().anyMatch(p -> p.name().equals("page_number"))) {
            page.put("page_number", number);
        }
    }

    private int size(ApiCall call, String parameter) {
        int usual = call.schema().parameter("query", parameter).map(Property::defaultValue).filter(JsonNode::isInt)
                .map(JsonNode::asInt).orElse(DEFAULT_SIZE);
        int size = integer(call.query(parameter, Integer.toString(usual)), parameter);
        int maximum = call.operation().pageSizeMax() > 0 ? call.operation().pageSizeMax() : USUAL_MAXIMUM;
        if (call.query().nonEmpty(parameter).isEmpty()) {
            return Math.min(size, maximum);
        }
        if (size > maximum && settings.pageSizesCut()) {
            return maximum;
        }
        if (size < 1 || size > maximum) {
            throw ApiFailure.validation(
                    List.of(new ApiFailure.FieldError(parameter, "Invalid field, must be between 1 and " + maximum + ".")));
        }
        return size;
    }

    private static int integer(String text, String parameter) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiFailure
                    .validation(List.of(new ApiFailure.FieldError(parameter, "Invalid field, must be of type integer.")));
        }
    }

    private int offset(String token, String query) {
        return tokens.offset(token, query).orElseThrow(() -> new ApiFailure(settings.deadPageTokenStatus(),
                settings.deadPageTokenCode(), settings.deadPageTokenMessage()));
    }

    private static String identity(ApiCall call, String tokenParameter) {
        Operation operation = call.operation();
        Map<String, String> query = new TreeMap<>(call.query().firsts());
        query.remove(tokenParameter);
        query.remove("page_number");
        return call.data().accountId() + " " + operation.name() + " " + call.path() + " " + query;
    }

    private static ArrayNode whole(List<? extends JsonNode> items) {
        return part(items, 0, items.size());
    }

    private static ArrayNode part(List<? extends JsonNode> items, int from, int to) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.subList(Math.min(from, to), to).forEach(array::add);
        return array;
    }
}
