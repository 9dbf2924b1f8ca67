package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.http.LiveAnswer;
import io.github.camelzoom.client.page.PageCall;

/** Asks a connection for the pages of lists. Thread-safe. */
final class PageRequests implements PageCall {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final ApiClient api;

    PageRequests(ApiClient api) {
        this.api = api;
    }

    @Override
    public CompletionStage<JsonNode> send(Operation operation, Map<String, ?> parameters) {
        return api.submit(operation.name(), RequestLine.of(operation, parameters), answer -> read(operation, answer));
    }

    private JsonNode read(Operation operation, LiveAnswer answer) throws IOException {
        InputStream body = answer.status() == 204 ? null : answer.body();
        if (body == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonEOFException e) {
            // A line that broke, which is tried again.
            throw e;
        } catch (JacksonException e) {
            throw new ZoomApiException(ErrorDetail.of(api.name(), operation.name()).withAnswer(answer.status(), 0,
                    answer.header("x-zm-trackingid")),
                    "the answer (" + answer.contentType() + ") cannot be read as JSON"
                            + JsonErrors.where(e),
                    List.of(), true);
        }
    }
}
