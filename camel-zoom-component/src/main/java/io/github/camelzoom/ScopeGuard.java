package io.github.camelzoom;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.client.http.BearerSource;
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
    private final List<Operation> operations;
    private final ScopePreflight preflight;
    /** Who was told to the preflight last; mostly there is only one. */
    private volatile TokenSource told;

    /** @param operations that the endpoint calls; none when that is not known, and nothing is compared */
    ScopeGuard(CamelContext context, ScopeCheck mode, List<Operation> operations) {
        this.context = context;
        this.mode = mode;
        this.operations = operations;
        this.preflight = ZoomRuntime.of(context).scopes();
    }

    /**
     * The endpoint starts.
     *
     * @throws ZoomScopeException with {@code FAIL}, when the token that the connection has, or gets for the asking, would
     *                            not do
     */
    void start(ApiClient api) {
        guard(api, operations);
        if (mode == ScopeCheck.FAIL && !operations.isEmpty() && api.bearer() instanceof ManagedBearer bearer) {
            Set<String> scopes = scopes(bearer);
            operations.forEach(operation -> preflight.require(bearer.source(), operation, scopes, operation.name()));
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
     * The connection as a call that takes these operations may use it: with {@code FAIL} its bearer fails where the token
     * would not do. Cheap.
     *
     * @param called none when there is nothing to compare
     */
    ApiClient guard(ApiClient api, List<Operation> called) {
        if (mode == ScopeCheck.OFF || called.isEmpty() || !(api.bearer() instanceof ManagedBearer bearer)) {
            return api;
        }
        if (bearer.source() != told) {
            called.forEach(operation -> preflight.use(bearer.source(), operation));
            told = bearer.source();
        }
        if (mode != ScopeCheck.FAIL) {
            return api;
        }
        BearerSource guarded = bearer;
        for (Operation operation : called) {
            guarded = preflight.guard(guarded, bearer.source(), operation);
        }
        return api.with(guarded);
    }
}
