package io.github.camelzoom.producer;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.camelzoom.client.auth.AccessToken;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** {@code zoom:token}: puts the connection's bearer on the exchange, for a following HTTP step towards Zoom. */
public final class TokenProducer extends DefaultAsyncProducer {

    private final Function<Exchange, ApiClient> connections;
    private final BiConsumer<Message, AccessToken> writer;

    /**
     * @param connections the connection of a message
     * @param writer puts the token on the message
     */
    public TokenProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections,
            BiConsumer<Message, AccessToken> writer) {
        super(endpoint);
        this.connections = connections;
        this.writer = writer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<AccessToken> stage;
        try {
            ApiClient api = connections.apply(exchange);
            if (api.bearer() == null) {
                throw new IllegalArgumentException("token on connection '" + api.name() + "': its authScheme has no bearer");
            }
            stage = api.bearer().token();
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        return AsyncResults.deliver(exchange, callback, stage, token -> writer.accept(exchange.getMessage(), token));
    }
}
