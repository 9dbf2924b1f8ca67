package io.github.camelzoom.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.catalog.GrantedScopes;
import io.github.camelzoom.client.catalog.Operation;

/** What one token is used for, and what was said about it. Bounded by the catalogue and the connections. Thread-safe. */
final class KeyScopes {

    private record Need(String connection, String operation) {}

    /** What a token answer's scopes mean, worked out once for each operation. */
    private record Judgement(Set<String> scopes, GrantedScopes granted, Map<String, List<String>> lacking) {

        Judgement(Set<String> scopes) {
            this(scopes, new GrantedScopes(scopes), new ConcurrentHashMap<>());
        }

        List<String> lackingFor(Operation operation) {
            List<String> known = lacking.get(operation.name());
            return known != null ? known : lacking.computeIfAbsent(operation.name(), name -> granted.lackingFor(operation));
        }
    }

    private final TokenSource source;
    private final Map<Need, Operation> needs = new ConcurrentHashMap<>();
    private final Set<Need> reported = ConcurrentHashMap.newKeySet();
    private volatile Judgement judgement = new Judgement(Set.of());

    KeyScopes(TokenSource source) {
        this.source = source;
    }

    TokenSource source() {
        return source;
    }

    /** @return whether that is new */
    boolean add(String connection, Operation operation) {
        return needs.putIfAbsent(new Need(connection, operation.name()), operation) == null;
    }

    List<String> lacking(Set<String> scopes, Operation operation) {
        Judgement now = judgement;
        if (!now.scopes().equals(scopes)) {
            now = new Judgement(scopes);
            judgement = now;
        }
        return now.lackingFor(operation);
    }

    /** What is lacking and was not told before, by connection: the operations with the scopes that would do. */
    Map<String, Map<String, List<String>>> news(Set<String> scopes) {
        Map<String, Map<String, List<String>>> news = new TreeMap<>();
        needs.forEach((need, operation) -> {
            List<String> lacking = lacking(scopes, operation);
            if (lacking.isEmpty()) {
                // Should it be taken away again, that is news.
                reported.remove(need);
            } else if (reported.add(need)) {
                news.computeIfAbsent(need.connection(), name -> new TreeMap<>()).put(need.operation(), lacking);
            }
        });
        return news;
    }

    List<ScopeNeed> list(Set<String> scopes) {
        List<ScopeNeed> list = new ArrayList<>();
        needs.forEach((need, operation) -> list
                .add(new ScopeNeed(need.connection(), need.operation(), operation.scopes(), lacking(scopes, operation))));
        return list;
    }
}
