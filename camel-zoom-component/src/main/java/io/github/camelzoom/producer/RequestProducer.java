package io.github.camelzoom.producer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpEntity;

/** {@code zoom:request}: any method and path of the API, for what the catalogue does not have yet. */
public final class RequestProducer extends ConnectionProducer {

    private static final String NAME = "request";
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private final String method;
    private final String path;
    private final Map<String, Object> parameters;
    private final JsonBodies jsonBodies;
    private final AnswerFormat format;

    /**
     * @param connections the connection of a message
     * @param method     used when the message names none
     * @param path       used when the message names none; null when each message has to
     * @param parameters query parameters of the URI
     */
    public RequestProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, String method, String path,
            Map<String, Object> parameters,
            String outputType, ObjectMapper mapper) {
        super(endpoint, NAME, connections);
        this.method = method;
        this.path = path;
        this.parameters = Map.copyOf(parameters);
        this.jsonBodies = new JsonBodies(mapper);
        this.format = AnswerFormat.of(outputType, endpoint.getCamelContext(), mapper);
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        RequestLine line = line(exchange);
        HttpEntity body = WITHOUT_BODY.contains(line.method()) ? null : jsonBodies.entity(exchange.getMessage());
        String name = line.method() + " " + line.rawPath();
        boolean paged = line.method().equals("GET");
        return new Pending<>(
                api.execute(name, line, body, live -> new Answer(ResultHeaders.of(live),
                        format.read(live, api.name(), name, exchange))),
                answer -> answer.writeTo(exchange.getMessage(), ErrorDetail.of(api.name(), name), paged));
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
