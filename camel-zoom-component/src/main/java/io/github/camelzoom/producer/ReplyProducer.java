package io.github.camelzoom.producer;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.http.FixedBearer;
import io.github.camelzoom.client.http.ZoomCall;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * {@code zoom:reply}: answers an interactive message at the address that its event brought, with the token that its event
 * brought. Both are good once, for half an hour.
 */
public final class ReplyProducer extends ConnectionProducer {

    private static final String NAME = "reply";

    private final JsonBodies jsonBodies;
    private final AnswerFormat format;

    /**
     * @param connections the connection of a message; it gives addresses and timeouts, and no bearer
     */
    public ReplyProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, String outputType, ObjectMapper mapper) {
        super(endpoint, NAME, connections);
        this.jsonBodies = new JsonBodies(mapper);
        this.format = AnswerFormat.of(outputType, endpoint.getCamelContext(), mapper);
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        ErrorDetail detail = ErrorDetail.of(api.name(), NAME);
        URI url = url(api, header(exchange, ZoomConstants.CALLBACK_URL));
        Secret token = Secret.of(header(exchange, ZoomConstants.CALLBACK_TOKEN));
        ZoomCall call = new ZoomCall(api.name(), NAME, "POST", apiUrl -> url, Map.of(),
                jsonBodies.entity(exchange.getMessage()));
        return new Pending<>(
                api.pipeline().execute(call, new FixedBearer(token, detail, "the callback token"), api.settings(),
                        live -> new Answer(ResultHeaders.of(live), format.read(live, api.name(), NAME, exchange))),
                answer -> answer.writeTo(exchange.getMessage(), detail, false));
    }

    private static String header(Exchange exchange, String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("header " + name + " is missing; zoom:events sets it for interactive messages");
        }
        return value;
    }

    private static URI url(ApiClient api, String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("header " + ZoomConstants.CALLBACK_URL + " is no URL");
        }
        // Whoever could choose the address would get the token, and reach what we reach.
        if (!api.settings().hosts().mayCarryBearer(url)) {
            throw new IllegalArgumentException("header " + ZoomConstants.CALLBACK_URL + " does not lead to Zoom");
        }
        return url;
    }
}
