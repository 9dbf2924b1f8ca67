package io.github.camelzoom.client.page;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;

/**
 * Pages by the index of their first item, from 1, as in SCIM.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4">RFC 7644, pagination</a>
 */
final class IndexTurner implements PageTurner {

    private final String parameter;
    private final ErrorDetail detail;
    private long index = 1;

    IndexTurner(String parameter, ErrorDetail detail) {
        this.parameter = parameter;
        this.detail = detail;
    }

    @Override
    public Map<String, String> after(JsonNode answer, List<JsonNode> items) {
        JsonNode echoed = answer.path(parameter);
        if (echoed.isIntegralNumber() && echoed.longValue() != index && !items.isEmpty()) {
            throw new ZoomApiException(detail, "the items from " + index + " on were asked for with " + parameter
                    + ", but those from " + echoed.longValue() + " on were answered", List.of(), true);
        }
        // Not itemsPerPage: it may be what was asked for, and is not what came.
        index += items.size();
        Long total = ListAnswer.total(answer);
        boolean last = items.isEmpty() || total != null && index > total;
        return last ? null : Map.of(parameter, Long.toString(index));
    }
}
