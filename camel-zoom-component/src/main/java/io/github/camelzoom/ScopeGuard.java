package io.github.camelzoom;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.producer.ApiClient;
import io.github.camelzoom.scope.ScopeCheck;
import io.github.camelzoom.scope.ScopePreflight;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One endpoint's part in the comparison of scopes: option {@code scopeCheck}. Thread-safe. */
final class ScopeGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeGuard.class);
    /** One token request takes no longer. */
    private static final long LONGEST_WAIT_SECONDS = 15;

    private final CamelContext context;
    private final ScopeCheck mode;
    private final Operation operation;
    private final ScopePreflight preflight;
    /** Who was told to the preflight last; mostly there is only one. */
    private volatile TokenSource told;

    /** @param operation that the endpoint calls; null when that is not known, and nothing is compared */
    ScopeGuard(CamelContext context, ScopeCheck mode, Operation operation) {
        this.context = context;
        this.mode = mode;
        this.operation = operation;
        this.preflight = ZoomRuntime.of(context).scopes();
    }

    /**
     * The endpoint starts.
     *
     * @throws ZoomScopeException with {@code FAIL}, when the token that the connection has, or gets for the asking, would
     *                            not do
     */
    void start(ApiClient api) {
        guard(api, operation);
        if (mode == ScopeCheck.FAIL && operation != null && api.bearer() instanceof ManagedBearer bearer) {
            preflight.require(bearer.source(), operation, scopes(bearer), operation.name());
        }
    }

    /** Only a context that starts may wait for a token: a started one makes endpoints on the threads of its routes. */
    private Set<String> scopes(ManagedBearer bearer) {
        if (context.isStarted()) {
            return bearer.state().scopes();
        }
        Future<Set<String>> scopes = preflight.scopes(bearer.source()).toCompletableFuture();
        try {
            return scopes.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The scopes of connection '{}' are compared when it has a token", bearer.source().connection(), e);
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    /**
     * The connection as a call of the operation may use it: with {@code FAIL} its bearer fails where the token would not
     * do. Cheap.
     *
     * @param called null when there is nothing to compare
     */
    ApiClient guard(ApiClient api, Operation called) {
        if (mode == ScopeCheck.OFF || called == null || !(api.bearer() instanceof ManagedBearer bearer)) {
            return api;
        }
        if (bearer.source() != told) {
            preflight.use(bearer.source(), called);
            told = bearer.source();
        }
        return mode == ScopeCheck.FAIL ? api.with(preflight.guard(bearer, bearer.source(), called)) : api;
    }
}
