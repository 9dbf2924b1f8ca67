package io.github.camelzoom.producer;

import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.camelzoom.client.auth.AccessToken;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code zoom:token}: puts the connection's bearer on the exchange, for a following HTTP step towards Zoom. */
public final class TokenProducer extends ConnectionProducer {

    private final BiConsumer<Message, AccessToken> writer;

    /**
     * @param connections the connection of a message
     * @param writer puts the token on the message
     */
    public TokenProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections,
            BiConsumer<Message, AccessToken> writer) {
        super(endpoint, "token", connections);
        this.writer = writer;
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        if (api.bearer() == null) {
            throw new IllegalArgumentException("its authScheme has no bearer");
        }
        return new Pending<>(api.bearer().token(), token -> writer.accept(exchange.getMessage(), token));
    }
}
