package io.github.camelzoom.consumer;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.producer.ApiClient;
import org.apache.camel.Message;

/**
 * Option {@code injectAuthorization}: puts the connection's bearer on the messages of a consumer. Thread-safe.
 *
 * @param connection whose bearer
 * @param writer     puts it on a message
 */
public record BearerHeader(Supplier<ApiClient> connection, BiConsumer<Message, AccessToken> writer) {

    /**
     * @throws IllegalArgumentException when the connection has no bearer
     */
    public BearerHeader {
        ApiClient api = connection.get();
        if (api.bearer() == null) {
            throw new IllegalArgumentException(
                    "injectAuthorization=true on connection '" + api.name() + "': its authScheme has no bearer");
        }
    }

    /**
     * Writes a bearer that is valid now.
     *
     * @return completes when it is written, at once while the token is fresh; fails when no token can be had
     */
    public CompletionStage<Void> writeTo(Message message) {
        return connection.get().bearer().token().thenAccept(token -> writer.accept(message, token));
    }
}
