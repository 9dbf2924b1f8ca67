package io.github.camelzoom;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.flow.Revocation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.producer.ApiClient;

/** The named connections of a component, as the authorize pages see them. */
final class ConnectionDesk implements AuthorizeDesk {

    private final ZoomComponent component;
    private final ZoomRuntime runtime;
    private final Revocation revocation;

    ConnectionDesk(ZoomComponent component, ZoomRuntime runtime) {
        this.component = component;
        this.runtime = runtime;
        this.revocation = runtime.revocation();
    }

    @Override
    public List<View> connections() {
        List<View> views = new ArrayList<>();
        for (String name : component.opened().names()) {
            views.add(view(name));
        }
        return views;
    }

    private View view(String name) {
        try {
            ApiClient api = open(name);
            if (!(api.bearer() instanceof ManagedBearer bearer)) {
                return new View(name, null, null, false, TokenState.Phase.READY.name(), null, null);
            }
            TokenState state = bearer.state();
            boolean needsPerson = bearer.source().grant() != null && !bearer.source().grant().startsWithoutPerson();
            return new View(name, state.key().clientId(), state.key().grantKind(), needsPerson, state.phase().name(),
                    state.expiresAt(), state.failure() == null ? null : state.failure().message());
        } catch (IllegalArgumentException e) {
            return new View(name, null, null, false, "INVALID", null, e.getMessage());
        }
    }

    @Override
    public Collection<URI> destinations(Collection<String> connections) {
        Set<URI> destinations = new LinkedHashSet<>();
        for (String name : connections) {
            try {
                destinations.add(Addresses.token(component.opened().settings(name)));
                destinations.add(URI.create(component.opened().settings(name).oauth().callbackUrl()));
            } catch (IllegalArgumentException e) {
                // A connection without usable addresses leads nowhere; its row on the page says what is wrong.
                continue;
            }
        }
        return destinations;
    }

    @Override
    public URI begin(String connection, Secret browser) {
        return component.opened().beginConsent(connection, bearer(connection).source(), browser);
    }

    @Override
    public CompletionStage<Outcome> complete(Secret browser, String state, String code, String error) {
        return runtime.consents().complete(state, browser, code, error)
                .thenApply(result -> new Outcome(result.isGranted(), result.status().name(), result.connection(),
                        result.message()));
    }

    @Override
    public CompletionStage<Outcome> test(String connection) {
        try {
            ApiClient api = open(connection);
            boolean person = api.bearer() instanceof ManagedBearer bearer && bearer.source().grant() != null
                    && !bearer.source().grant().startsWithoutPerson();
            // "me" is the person who consented; a server-to-server token has none, and reads the list of users instead.
            RequestLine line = person
                    ? RequestLine.of(OperationCatalog.zoom().require("users/get"), Map.of("userId", "me"))
                    : RequestLine.of(OperationCatalog.zoom().require("users/list"), Map.of("page_size", 1));
            return api.execute("connection test", line, null, answer -> answer.status())
                    .handle((status, failure) -> failure == null
                            ? new Outcome(true, "WORKS", connection, "Zoom answered; the connection works")
                            : failed(connection, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(failed(connection, e));
        }
    }

    @Override
    public CompletionStage<Outcome> revoke(String connection) {
        try {
            return revocation.revoke(bearer(connection).source()).handle((result, failure) -> failure == null
                    ? new Outcome(result.status().isGone(), result.status().name(), connection, result.message())
                    : failed(connection, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(failed(connection, e));
        }
    }

    private static Outcome failed(String connection, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new Outcome(false, "FAILED", connection, String.valueOf(cause.getMessage()));
    }

    private ManagedBearer bearer(String connection) {
        if (open(connection).bearer() instanceof ManagedBearer bearer) {
            return bearer;
        }
        throw new IllegalArgumentException("Connection '" + connection + "' has no tokens: its authScheme uses none");
    }

    private ApiClient open(String name) {
        return component.opened().named(name, component.getConfiguration());
    }
}
