package io.github.camelzoom.client.http;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.limit.RateClass;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One call of the Zoom API, ready to be sent as often as necessary. Immutable, except for what a body that is not
 * repeatable holds.
 *
 * @param connection the connection's name, for messages
 * @param operation  the operation's name, for messages
 * @param method     the HTTP method
 * @param target     gives the absolute, already encoded URI for the token's {@code api_url} (null when it has none)
 * @param headers    further request headers; never {@code Authorization}
 * @param body       null for none; whether the call can be repeated follows from {@link HttpEntity#isRepeatable()}
 * @param rateClass  what it counts as with Zoom's rate limits
 */
public record ZoomCall(String connection, String operation, String method, UnaryOperator<URI> target,
        Map<String, String> headers, HttpEntity body, RateClass rateClass) {

    /** RFC 9110, section 9.2.2. PATCH is not among them. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    public ZoomCall {
        headers = Map.copyOf(headers);
    }

    /** A call of which it is not known what it counts as. */
    public ZoomCall(String connection, String operation, String method, UnaryOperator<URI> target, Map<String, String> headers,
            HttpEntity body) {
        this(connection, operation, method, target, headers, body, RateClass.UNKNOWN);
    }

    /** Whether the body, if any, can be sent a second time. */
    boolean isRepeatable() {
        return body == null || body.isRepeatable();
    }

    /** Whether doing it twice is as good as doing it once. */
    boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** Whether it changes nothing, so that its outcome is known even when the answer is lost. */
    boolean isSafe() {
        return SAFE.contains(method);
    }
}
