package io.github.camelzoom.scope;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.RefreshPolicy;
import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import io.github.camelzoom.client.auth.TokenEvent;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenListener;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.client.http.BearerSource;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what each token is used for, and tells what it is not good for: once the context has started, whenever a token
 * arrives, and whenever an operation is used for the first time. It asks for a token only where that costs neither a
 * person nor a refresh token, and blocks nobody. Thread-safe.
 */
public final class ScopePreflight implements TokenListener {

    private static final Logger LOG = LoggerFactory.getLogger(ScopePreflight.class);
    private static final Set<TokenEvent.Type> ARRIVALS = EnumSet.of(TokenEvent.Type.GRANTED, TokenEvent.Type.ADOPTED,
            TokenEvent.Type.CONSENTED);
    /** As many as the token manager keeps in memory. */
    private static final int MOST_KEYS = 10_000;

    private final Supplier<TokenManager> tokens;
    private final Executor executor;
    private final InstantSource clock;
    private final Map<TokenKey, KeyScopes> keys = LRUCacheFactory.newLRUCache(MOST_KEYS);
    private volatile boolean started;

    /**
     * @param tokens   the manager; it may be made after this, which is one of its listeners
     * @param executor looks into token stores
     * @param clock    the manager's
     */
    public ScopePreflight(Supplier<TokenManager> tokens, Executor executor, InstantSource clock) {
        this.tokens = tokens;
        this.executor = executor;
        this.clock = clock;
    }

    /** From now on it speaks; the first summary has everything that was started so far. */
    public void start() {
        started = true;
        List<KeyScopes> known = List.copyOf(keys.values());
        // One after the other: a store of many connections is not to be asked for all at once.
        CompletionStage<?> looking = CompletableFuture.completedStage(null);
        for (KeyScopes key : known) {
            if (key.source().startsFreely()) {
                compare(key);
            } else {
                looking = looking.thenCompose(before -> compare(key));
            }
        }
    }

    private CompletionStage<?> compare(KeyScopes key) {
        return scopes(key.source()).handle((scopes, failure) -> {
            if (failure == null) {
                report(key, scopes);
            } else {
                LOG.debug("The scopes of connection '{}' are compared when it has a token", key.source().connection(), failure);
            }
            return null;
        });
    }

    /** An operation is going to be called; cheap when that is known already. */
    public void use(TokenSource source, Operation operation) {
        KeyScopes key = key(source);
        if (key.add(source.connection(), operation) && started) {
            report(key, state(source.key()));
        }
    }

    /**
     * The scopes of the token that a connection has, or can get at no cost.
     *
     * @return empty when there is no such token, and when Zoom did not say; fails when one could not be had
     */
    public CompletionStage<Set<String>> scopes(TokenSource source) {
        if (source.startsFreely()) {
            return tokens.get().token(source).thenApply(AccessToken::scopes);
        }
        Set<String> known = state(source.key());
        if (!known.isEmpty() || source.store() == null) {
            return CompletableFuture.completedStage(known);
        }
        try {
            return CompletableFuture.supplyAsync(() -> stored(source), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Set<String> stored(TokenSource source) {
        AccessToken token = source.store().find(source.key()).map(TokenRecord::access).orElse(null);
        return RefreshPolicy.classify(token, clock.instant()) == Freshness.EXPIRED ? Set.of() : token.scopes();
    }

    /**
     * Fails when the token would not do.
     *
     * @param  scopes             of the token
     * @param  doing              for the message: the operation, or what was done
     * @throws ZoomScopeException naming the scopes that would
     */
    public void require(TokenSource source, Operation operation, Set<String> scopes, String doing) {
        List<String> lacking = key(source).lacking(scopes, operation);
        if (!lacking.isEmpty()) {
            throw new ZoomScopeException(ErrorDetail.of(source.connection(), doing), lacking);
        }
    }

    /** The same bearer, which fails with {@link ZoomScopeException} where its token would not do. */
    public BearerSource guard(BearerSource bearer, TokenSource source, Operation operation) {
        return new ScopedBearer(bearer, scopes -> require(source, operation, scopes, "scope check"));
    }

    /** What the started and the used operations take, by connection and operation. */
    public List<ScopeNeed> needs() {
        List<ScopeNeed> needs = new ArrayList<>();
        keys.forEach((key, scopes) -> needs.addAll(scopes.list(state(key))));
        needs.sort(Comparator.comparing(ScopeNeed::connection).thenComparing(ScopeNeed::operation));
        return needs;
    }

    @Override
    public void on(TokenEvent event) {
        KeyScopes key = started && ARRIVALS.contains(event.type()) ? keys.get(event.key()) : null;
        if (key != null) {
            report(key, state(event.key()));
        }
    }

    private KeyScopes key(TokenSource source) {
        KeyScopes known = keys.get(source.key());
        return known != null ? known : keys.computeIfAbsent(source.key(), key -> new KeyScopes(source));
    }

    private Set<String> state(TokenKey key) {
        return tokens.get().state(key).scopes();
    }

    private static void report(KeyScopes key, Set<String> scopes) {
        key.news(scopes).forEach((connection, operations) -> LOG.warn(
                "Connection '{}': the app lacks scopes that its operations need. Add them on the app's Scopes page: {}",
                connection, operations.entrySet().stream()
                        .map(lacking -> lacking.getKey() + " needs " + (lacking.getValue().size() == 1 ? "" : "one of ")
                                + String.join(", ", lacking.getValue()))
                        .collect(Collectors.joining("; "))));
    }
}
