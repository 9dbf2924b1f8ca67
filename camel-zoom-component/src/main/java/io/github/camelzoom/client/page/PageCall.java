package io.github.camelzoom.client.page;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;

/** Sends the request for one page. Thread-safe. */
@FunctionalInterface
public interface PageCall {

    /**
     * Does not block.
     *
     * @param  parameters                by exact names
     * @return                           the answer, a {@code MissingNode} when it has no body; fails with a
     *                                   {@code ZoomException}
     * @throws IllegalArgumentException when no request can be made of the parameters
     */
    CompletionStage<JsonNode> send(Operation operation, Map<String, ?> parameters);
}
