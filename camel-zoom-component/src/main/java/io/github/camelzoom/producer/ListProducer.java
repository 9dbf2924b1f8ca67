package io.github.camelzoom.producer;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.ListReaders;
import io.github.camelzoom.client.page.ReadOptions;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** {@code zoom:<list operation>} with {@code fetch=ALL} or {@code STREAM}: reads a list from its first item to its last. */
public final class ListProducer extends ConnectionProducer {

    private final Operation operation;
    private final Map<String, Object> parameters;
    private final ObjectMapper mapper;
    private final ReadingConfiguration reading;
    private final AnswerFormat format;

    /**
     * @param connections the connection of a message
     * @param parameters  those of the URI, by exact names
     * @param outputType  what the items become
     */
    public ListProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, Operation operation,
            Map<String, Object> parameters, String outputType, ObjectMapper mapper, ReadingConfiguration reading) {
        super(endpoint, operation.name(), connections);
        this.operation = operation;
        this.parameters = Map.copyOf(parameters);
        this.mapper = mapper;
        this.reading = reading;
        this.format = AnswerFormat.of(outputType, endpoint.getCamelContext(), mapper);
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        Map<String, Object> values = MessageParameters.of(operation, parameters, exchange);
        Iterator<?> parents = parents(values, exchange);
        ListReader reader = api.read(operation, values,
                new ReadOptions(reading.getFanOut(), reading.isAllowPartial(), parents));
        ListOutcome outcome = new ListOutcome(exchange, reader, parents instanceof ItemIterator list ? list : null);
        ErrorDetail detail = ErrorDetail.of(api.name(), operation.name());
        CompletionStage<Runnable> result = reading.getFetch() == FetchMode.ALL
                ? new WholeList(outcome, format, mapper, reading.isAllowPartial(), detail).read()
                : ItemIterator.open(outcome, format, reading.isAllowPartial(), detail);
        return new Pending<>(result, Runnable::run, api.pipeline().resumeExecutor());
    }

    /** Null unless the message brings the values of a parameter that is {@code *}. */
    private Iterator<?> parents(Map<String, Object> values, Exchange exchange) {
        String parameter = ListReaders.everyParent(operation, values).orElse(null);
        if (parameter == null || ListReaders.isOfAllUsers(parameter)) {
            return null;
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof Iterator<?> iterator) {
            return iterator;
        }
        boolean object = body instanceof JsonNode node && !node.isArray();
        if (body instanceof Iterable<?> iterable && !object) {
            return iterable.iterator();
        }
        if (body instanceof Object[] array) {
            return Arrays.asList(array).iterator();
        }
        throw new IllegalArgumentException("parameter '" + parameter + "' is *, so the body must be a list or an iterator of"
                + " parents, but it is " + (body == null ? "empty" : "a " + body.getClass().getName()));
    }
}
