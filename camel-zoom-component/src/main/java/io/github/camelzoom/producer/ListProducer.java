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
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** {@code zoom:<list operation>} with {@code fetch=ALL} or {@code STREAM}: reads a list from its first item to its last. */
public final class ListProducer extends DefaultAsyncProducer {

    private final Function<Exchange, ApiClient> connections;
    private final Operation operation;
    private final Map<String, Object> parameters;
    private final String outputType;
    private final ObjectMapper mapper;
    private final ReadingConfiguration reading;
    private AnswerFormat format;

    /**
     * @param connections the connection of a message
     * @param parameters  those of the URI, by exact names
     * @param outputType  what the items become
     */
    public ListProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, Operation operation,
            Map<String, Object> parameters, String outputType, ObjectMapper mapper, ReadingConfiguration reading) {
        super(endpoint);
        this.connections = connections;
        this.operation = operation;
        this.parameters = Map.copyOf(parameters);
        this.outputType = outputType;
        this.mapper = mapper;
        this.reading = reading;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        format = AnswerFormat.of(outputType, getEndpoint().getCamelContext(), mapper);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        ApiClient api;
        try {
            api = connections.apply(exchange);
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        CompletionStage<Runnable> result;
        try {
            Map<String, Object> values = MessageParameters.of(operation, parameters, exchange);
            Iterator<?> parents = parents(values, exchange);
            ListReader reader = api.read(operation, values,
                    new ReadOptions(reading.getFanOut(), reading.isAllowPartial(), parents));
            ListOutcome outcome = new ListOutcome(exchange, reader, parents instanceof ItemIterator list ? list : null);
            ErrorDetail detail = ErrorDetail.of(api.name(), operation.name());
            result = reading.getFetch() == FetchMode.ALL
                    ? new WholeList(outcome, format, mapper, reading.isAllowPartial(), detail).read()
                    : ItemIterator.open(outcome, format, reading.isAllowPartial(), detail);
        } catch (IllegalArgumentException e) {
            return AsyncResults.refuse(exchange, callback, operation.name(), api.name(), e);
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        return AsyncResults.deliver(exchange, callback, result, Runnable::run, api.pipeline().resumeExecutor());
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
