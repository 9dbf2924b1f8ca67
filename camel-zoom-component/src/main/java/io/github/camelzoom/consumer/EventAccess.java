package io.github.camelzoom.consumer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

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

    /** Zoom's option Basic authentication. */
    static EventAccess basic(String user, Secret password) {
        String credentials = user + ":" + password.reveal();
        return header("Authorization", Secret.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(
                StandardCharsets.UTF_8))));
    }

    /** A token that Zoom sends with every event. */
    static EventAccess bearer(Secret token) {
        return header("Authorization", Secret.of("Bearer " + token.reveal()));
    }

    /** Zoom's option custom header, whose name begins with {@code x-}. */
    static EventAccess header(String name, Secret value) {
        byte[] wanted = value.reveal().getBytes(StandardCharsets.UTF_8);
        return request -> request.getHeader(name) instanceof String given
                && MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8));
    }
}
