package io.github.camelzoom.client.page;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;

/** Pages by their number, from 1. The answer's own counts say which is the last; without any, a page that is not full. */
final class NumberTurner implements PageTurner {

    private final String parameter;
    private final int pageSize;
    private final ErrorDetail detail;
    private int number = 1;
    private long read;
    private List<JsonNode> before = List.of();

    /**
     * @param pageSize the size asked for, 0 when none was
     */
    NumberTurner(String parameter, int pageSize, ErrorDetail detail) {
        this.parameter = parameter;
        this.pageSize = pageSize;
        this.detail = detail;
    }

    @Override
    public Map<String, String> after(JsonNode answer, List<JsonNode> items) {
        JsonNode echoed = answer.path(parameter);
        // Some lists answer every number with the first page.
        boolean repeated = echoed.isIntegralNumber() ? echoed.intValue() != number : !items.isEmpty() && items.equals(before);
        if (repeated && number > 1) {
            throw new ZoomApiException(detail, "page " + number + " was asked for with " + parameter
                    + ", but another page was answered again", List.of(), true);
        }
        read += items.size();
        before = items;
        if (items.isEmpty() || isLast(answer, items)) {
            return null;
        }
        number++;
        return Map.of(parameter, Integer.toString(number));
    }

    private boolean isLast(JsonNode answer, List<JsonNode> items) {
        if (answer.path("page_count").isIntegralNumber()) {
            return number >= answer.get("page_count").longValue();
        }
        if (answer.path("has_next_page").isBoolean()) {
            return !answer.get("has_next_page").booleanValue();
        }
        Long total = ListAnswer.total(answer);
        return total != null ? read >= total : items.size() < pageSize || pageSize == 0;
    }
}
