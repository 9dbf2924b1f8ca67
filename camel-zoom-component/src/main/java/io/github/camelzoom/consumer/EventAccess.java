package io.github.camelzoom.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import io.github.camelzoom.client.auth.Secret;
import org.apache.camel.Message;

/**
 * A check besides the signature, for subscriptions in which Zoom is told to send credentials of yours. Must be
 * thread-safe and must not block.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/#custom-header-and-authentication">Zoom: authentication
 *      options</a>
 */
@FunctionalInterface
public interface EventAccess {

    /**
     * @param  request what the HTTP server received
     * @return         false to answer 401 without looking at the event
     */
    boolean isAllowed(Message request);

    /**
     * What Zoom is told for it when the consumer registers itself: {@code custom_header} of Zoom's subscription API. It
     * holds the credentials.
     *
     * @return empty when Zoom cannot be told, and the subscription has to be made in Zoom's portal
     */
    default Map<String, Object> customHeader() {
        return Map.of();
    }

    /** Zoom's option Basic authentication. */
    static EventAccess basic(String user, Secret password) {
        String credentials = user + ":" + password.reveal();
        return new FixedHeader("Authorization", Secret.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(
                StandardCharsets.UTF_8))), () -> Map.of("custom_header_type", 1, "username", user, "password",
                        password.reveal()));
    }

    /** A token that is the same in every event. With Zoom's option OAuth it changes: write a check of your own for that. */
    static EventAccess bearer(Secret token) {
        return new FixedHeader("Authorization", Secret.of("Bearer " + token.reveal()), Map::of);
    }

    /** Zoom's option custom header, whose name begins with {@code x-}. */
    static EventAccess header(String name, Secret value) {
        // Zoom would put the x- before any other name.
        return new FixedHeader(name, value, () -> name.regionMatches(true, 0, "x-", 0, 2)
                ? Map.of("custom_header_type", 3, "custom_header_key", name, "custom_header_value", value.reveal())
                : Map.of());
    }
}
