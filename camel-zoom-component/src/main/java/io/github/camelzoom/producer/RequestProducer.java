package io.github.camelzoom.producer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.hc.core5.http.HttpEntity;

/** {@code zoom:request}: any method and path of the API, for what the catalogue does not have yet. */
public final class RequestProducer extends DefaultAsyncProducer {

    private static final String NAME = "request";
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private final Function<Exchange, ApiClient> connections;
    private final String method;
    private final String path;
    private final Map<String, Object> parameters;
    private final String outputType;
    private final ObjectMapper mapper;
    private final JsonBodies jsonBodies;
    private AnswerFormat format;

    /**
     * @param connections the connection of a message
     * @param method     used when the message names none
     * @param path       used when the message names none; null when each message has to
     * @param parameters query parameters of the URI
     */
    public RequestProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, String method, String path,
            Map<String, Object> parameters,
            String outputType, ObjectMapper mapper) {
        super(endpoint);
        this.connections = connections;
        this.method = method;
        this.path = path;
        this.parameters = Map.copyOf(parameters);
        this.outputType = outputType;
        this.mapper = mapper;
        this.jsonBodies = new JsonBodies(mapper);
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
        CompletionStage<Answer> answer;
        boolean paged;
        String name;
        try {
            RequestLine line = line(exchange);
            HttpEntity body = WITHOUT_BODY.contains(line.method()) ? null : jsonBodies.entity(exchange.getMessage());
            name = line.method() + " " + line.rawPath();
            paged = line.method().equals("GET");
            answer = api.execute(name, line, body, live -> new Answer(ResultHeaders.of(live),
                    format.read(live, api.name(), name, exchange)));
        } catch (IllegalArgumentException e) {
            return AsyncResults.refuse(exchange, callback, NAME, api.name(), e);
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        return AsyncResults.deliver(exchange, callback, answer,
                value -> value.writeTo(exchange.getMessage(), ErrorDetail.of(api.name(), name), paged));
    }

    private RequestLine line(Exchange exchange) {
        String usedPath = MessageParameters.ofRequest(ZoomConstants.PATH, path, exchange);
        if (usedPath == null || usedPath.isBlank()) {
            throw new IllegalArgumentException("no path: set option path or header " + ZoomConstants.PATH);
        }
        String usedMethod = MessageParameters.ofRequest(ZoomConstants.METHOD, method, exchange).toUpperCase(Locale.ROOT);
        return RequestLine.of(usedMethod, usedPath, MessageParameters.ofRequest(parameters, exchange));
    }
}
