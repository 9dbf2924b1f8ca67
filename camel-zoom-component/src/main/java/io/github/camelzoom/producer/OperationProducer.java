package io.github.camelzoom.producer;

import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Pagination;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.http.AnswerReader;
import io.github.camelzoom.client.page.ListReaders;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpEntity;

/** {@code zoom:<operation>}: calls one operation of the catalogue. */
public final class OperationProducer extends ConnectionProducer {

    private final Operation operation;
    private final Map<String, Object> parameters;
    private final JsonBodies jsonBodies;
    private final AnswerFormat format;

    /**
     * @param connections the connection of a message
     * @param parameters those of the URI, by exact names
     * @param outputType what the body becomes
     */
    public OperationProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, Operation operation,
            Map<String, Object> parameters,
            String outputType, ObjectMapper mapper) {
        super(endpoint, operation.name(), connections);
        this.operation = operation;
        this.parameters = Map.copyOf(parameters);
        this.jsonBodies = new JsonBodies(mapper);
        this.format = AnswerFormat.of(outputType, endpoint.getCamelContext(), mapper);
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        Map<String, Object> values = MessageParameters.of(operation, parameters, exchange);
        ListReaders.everyParent(operation, values).ifPresent(parameter -> {
            throw new IllegalArgumentException("parameter '" + parameter + "' is *: the lists of many parents are read with"
                    + " fetch=ALL or fetch=STREAM");
        });
        RequestLine line = RequestLine.of(operation, values);
        AnswerReader<Answer> reader = live -> new Answer(ResultHeaders.of(live),
                format.read(live, api.name(), operation.name(), exchange));
        PartedUpload parted = PartedUpload.of(operation, exchange.getMessage());
        return new Pending<>(
                parted == null ? api.execute(operation.name(), line, body(exchange), reader) : parted.send(api, reader),
                answer -> answer.writeTo(exchange.getMessage(), ErrorDetail.of(api.name(), operation.name()),
                        operation.pagination() != Pagination.NONE));
    }

    private HttpEntity body(Exchange exchange) {
        return switch (operation.body()) {
            case NONE -> null;
            case MULTIPART -> MultipartBodies.entity(exchange.getMessage(), operation.filePart());
            // Zoom published no body for these; GET and DELETE of them take none.
            case UNKNOWN -> operation.method().equals("GET") || operation.method().equals("DELETE")
                    ? null
                    : jsonBodies.entity(exchange.getMessage());
            case JSON -> jsonBodies.entity(exchange.getMessage());
        };
    }
}
