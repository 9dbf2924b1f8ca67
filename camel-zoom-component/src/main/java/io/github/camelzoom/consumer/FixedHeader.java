package io.github.camelzoom.consumer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.Secret;
import org.apache.camel.Message;

/**
 * A header that has to come once and with exactly this value. Immutable.
 *
 * @param registered what Zoom is told; see {@link EventAccess#customHeader()}
 */
record FixedHeader(String name, Secret value, Supplier<Map<String, Object>> registered) implements EventAccess {

    @Override
    public boolean isAllowed(Message request) {
        return request.getHeader(name) instanceof String given && MessageDigest.isEqual(value.reveal().getBytes(
                StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Object> customHeader() {
        return registered.get();
    }
}
