package io.github.camelzoom.producer;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.AccessToken;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** {@code zoom:token}: puts the connection's bearer on the exchange, for a following HTTP step towards Zoom. */
public final class TokenProducer extends DefaultAsyncProducer {

    private final Supplier<CompletionStage<AccessToken>> tokens;
    private final BiConsumer<Message, AccessToken> writer;

    /**
     * @param writer puts the token on the message
     */
    public TokenProducer(Endpoint endpoint, Supplier<CompletionStage<AccessToken>> tokens,
            BiConsumer<Message, AccessToken> writer) {
        super(endpoint);
        this.tokens = tokens;
        this.writer = writer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<AccessToken> stage;
        try {
            stage = tokens.get();
        } catch (RuntimeException e) {
            return AsyncResults.fail(exchange, callback, e);
        }
        return AsyncResults.deliver(exchange, callback, stage, token -> writer.accept(exchange.getMessage(), token));
    }
}
