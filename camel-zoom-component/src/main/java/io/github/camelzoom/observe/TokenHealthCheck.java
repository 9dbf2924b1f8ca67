package io.github.camelzoom.observe;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.TokenState;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether a connection's token can be used, out of what is known in memory: it makes no call, and never spends a refresh
 * token. A connection that was not used yet is UP.
 */
public final class TokenHealthCheck extends AbstractHealthCheck {

    private final String connection;
    private final Supplier<TokenState> state;
    private final Supplier<URI> authorizationUrl;
    private final Supplier<String> consentProblem;

    /**
     * @param id               unique in the context
     * @param connection       its name
     * @param state            how its token stands
     * @param authorizationUrl where a person consents; may give null
     * @param consentProblem   what keeps the answer from coming back; may give null
     */
    public TokenHealthCheck(String id, String connection, Supplier<TokenState> state, Supplier<URI> authorizationUrl,
            Supplier<String> consentProblem) {
        super("camel", id);
        this.connection = connection;
        this.state = state;
        this.authorizationUrl = authorizationUrl;
        this.consentProblem = consentProblem;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        TokenState now = state.get();
        builder.detail("zoom.connection", connection);
        builder.detail("zoom.token.state", now.phase().name());
        if (now.expiresIn() != null) {
            builder.detail("zoom.token.expiresInSeconds", now.expiresIn().toSeconds());
        }
        if (now.phase().isUp()) {
            builder.up();
            return;
        }
        builder.down();
        TokenState.Failure failure = now.failure();
        if (failure != null) {
            builder.detail("zoom.failure", failure.reason());
            if (failure.property() != null) {
                builder.detail("zoom.property", failure.property());
            }
        }
        String message = "Connection '" + connection + "' is " + now.phase()
                + (failure == null ? "" : ": " + failure.message());
        URI url = now.phase() == TokenState.Phase.NEEDS_CONSENT ? authorizationUrl.get() : null;
        if (url != null) {
            builder.detail("zoom.authorizationUrl", url.toString());
            message += ". Authorize it at " + url;
            String problem = consentProblem.get();
            if (problem != null) {
                builder.detail("zoom.callbackProblem", problem);
                message += ". " + problem;
            }
        }
        builder.message(message);
    }
}
