package io.github.camelzoom.client.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelzoom.client.catalog.Parameter.In;

/**
 * The scopes of a token, compared with those that Zoom publishes for its operations. A doubt is decided for the token,
 * since a wrong alarm may keep a route from starting, while Zoom itself names a scope that is really missing. Immutable
 * and thread-safe.
 *
 * <p>
 * Scopes have two generations, classic ({@code meeting:read:admin}) and granular
 * ({@code meeting:read:meeting:admin}), and an app has one of them. What follows from that, and from the three reaches
 * (none, {@code :admin}, {@code :master}), is in the methods below.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth-scopes-overview/">Zoom: OAuth scopes</a>
 */
public final class GrantedScopes {

    /** Granular ones name a service, an action and a claim. */
    private static final int GRANULAR_WORDS = 3;

    private static final class Holder {
        private static final Set<String> RESOURCES = OperationCatalog.zoom().all().stream()
                .flatMap(operation -> operation.scopes().stream()).map(Scope::of).map(Scope::resource)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param words   without the reach
     * @param account whether it reaches beyond the one user: {@code :admin}, or {@code :master}, which differs from it in
     *                sub-accounts only
     */
    private record Scope(List<String> words, boolean account) {

        static Scope of(String text) {
            List<String> words = List.of(text.split(":"));
            // Mostly the last word, but not always: meeting_token:read:admin:local_archiving.
            List<String> rest = words.stream().filter(word -> !word.equals("admin") && !word.equals("master")).toList();
            return new Scope(rest, rest.size() < words.size());
        }

        String resource() {
            return words.isEmpty() ? "" : words.get(0);
        }

        boolean isGranular() {
            return words.size() >= GRANULAR_WORDS;
        }

        /** @param ownUser whether the operation is about one user, who may be the one who consented */
        boolean covers(Scope needed, boolean ownUser) {
            return (account || !needed.account || ownUser) && coversWords(needed.words);
        }

        private boolean coversWords(List<String> needed) {
            if (words.equals(needed)) {
                return true;
            }
            if (isGranular() || needed.isEmpty() || !resource().equals(needed.get(0))) {
                return false;
            }
            // Classic: "meeting:master" and "scim2" are the whole resource, and "view and manage" includes to view.
            return words.size() == 1
                    || words.get(1).equals("write") && needed.size() == 2 && needed.get(1).equals("read");
        }
    }

    private final List<Scope> granted;
    private final boolean granular;
    private final boolean understood;

    /**
     * @param scopes as the token answer had them; empty when it said nothing
     */
    public GrantedScopes(Collection<String> scopes) {
        granted = scopes.stream().map(Scope::of).toList();
        granular = granted.stream().anyMatch(Scope::isGranular);
        understood = granted.stream().anyMatch(scope -> Holder.RESOURCES.contains(scope.resource()));
    }

    /**
     * The scopes of which the token would need one to call an operation, in the generation of its app, as far as that is
     * certain. Empty when it has one, and when nothing can be said: for an operation without published scopes, or without
     * any of this generation, and for a token whose scopes are none of Zoom's, as a gateway may issue it.
     */
    public List<String> lackingFor(Operation operation) {
        if (!understood || isCovered(operation)) {
            return List.of();
        }
        return operation.scopes().stream().filter(scope -> Scope.of(scope).isGranular() == granular).toList();
    }

    private boolean isCovered(Operation operation) {
        // Zoom documents the scope of a user-managed app, without a suffix, for some of these operations only.
        boolean ownUser = operation.parameters().stream()
                .anyMatch(parameter -> parameter.in() == In.PATH && parameter.name().equals("userId"));
        return operation.scopes().stream().map(Scope::of)
                .anyMatch(needed -> granted.stream().anyMatch(scope -> scope.covers(needed, ownUser)));
    }
}
