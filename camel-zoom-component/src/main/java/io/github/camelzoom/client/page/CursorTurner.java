package io.github.camelzoom.client.page;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;

/** Pages by a token out of the answer before. An empty page with a token is not the end. */
final class CursorTurner implements PageTurner {

    private static final String USUAL = "next_page_token";
    private static final String CALENDAR = "nextPageToken";

    private final String parameter;
    private final ErrorDetail detail;
    private final boolean byAnswer;
    private final Set<String> used = new HashSet<>();

    CursorTurner(String parameter, ErrorDetail detail) {
        this(parameter, detail, false);
    }

    /**
     * @param parameter takes the token; null when none is published
     * @param byAnswer  whether an operation without a published parameter takes the one that fits the answer
     */
    CursorTurner(String parameter, ErrorDetail detail, boolean byAnswer) {
        this.parameter = parameter;
        this.detail = detail;
        this.byAnswer = byAnswer;
    }

    @Override
    public Map<String, String> after(JsonNode answer, List<JsonNode> items) {
        String usual = answer.path(USUAL).asText("");
        String token = usual.isEmpty() ? answer.path(CALENDAR).asText("") : usual;
        if (token.isEmpty() || token.equals("null")) {
            return null;
        }
        if (parameter == null && !byAnswer) {
            throw new ZoomApiException(detail, "there are further pages, but Zoom publishes no parameter to ask for them;"
                    + " use zoom:request", List.of(), true);
        }
        if (!used.add(token)) {
            throw new ZoomApiException(detail, "the list goes in circles: a page token came a second time", List.of(), true);
        }
        String name = parameter != null ? parameter : usual.isEmpty() ? "pageToken" : USUAL;
        return Map.of(name, token);
    }
}
