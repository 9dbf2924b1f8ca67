package io.github.camelzoom.observe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.scope.ScopeNeed;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** How the tokens and the rate limits of this context stand and which scopes its operations need, without a secret. */
@DevConsole(name = "zoom", displayName = "Zoom", description = "Tokens and rate limits of the Zoom connections, and the scopes that they need")
public class ZoomDevConsole extends AbstractDevConsole {

    public ZoomDevConsole() {
        super("camel", "zoom", "Zoom", "Tokens and rate limits of the Zoom connections, and the scopes that they need");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (TokenState state : states()) {
            text.append(String.format("%s %s of %s: %s", state.key().grantKind(), state.key().clientId(),
                    state.key().realm(), state.phase()));
            if (state.expiresIn() != null) {
                text.append(", ends in ").append(state.expiresIn().toSeconds()).append(" s");
            }
            if (state.failure() != null) {
                text.append(", ").append(state.failure().message());
            }
            text.append('\n');
        }
        for (ScopeNeed need : needs()) {
            text.append(String.format("%s of %s needs one of %s%s%n", need.operation(), need.connection(), need.anyOf(),
                    need.missing().isEmpty() ? "" : ", and the token has none"));
        }
        for (BudgetState budget : budgets()) {
            text.append(String.format("%s %s of %s: %d of %d per %d s left, %d calls wait", budget.product(), budget.label(),
                    budget.account(), budget.remaining(), budget.limit(), budget.per().toSeconds(), budget.waiting()));
            if (budget.blockedUntil() != null) {
                text.append(", blocked until ").append(budget.blockedUntil());
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray tokens = new JsonArray();
        for (TokenState state : states()) {
            JsonObject token = new JsonObject();
            token.put("realm", state.key().realm());
            token.put("clientId", state.key().clientId());
            token.put("grant", state.key().grantKind());
            token.put("state", state.phase().name());
            token.put("refreshing", state.refreshing());
            if (state.fingerprint() != null) {
                token.put("fingerprint", state.fingerprint());
            }
            if (state.expiresIn() != null) {
                token.put("expiresInSeconds", state.expiresIn().toSeconds());
            }
            if (state.failure() != null) {
                token.put("failure", state.failure().message());
                token.put("property", state.failure().property());
            }
            JsonObject counts = new JsonObject();
            state.counts().forEach((type, count) -> counts.put(type.name(), count));
            token.put("counts", counts);
            tokens.add(token);
        }
        JsonObject root = new JsonObject();
        root.put("tokens", tokens);
        JsonArray scopes = new JsonArray();
        for (ScopeNeed need : needs()) {
            JsonObject scope = new JsonObject();
            scope.put("connection", need.connection());
            scope.put("operation", need.operation());
            scope.put("anyOf", new JsonArray(need.anyOf()));
            scope.put("missing", new JsonArray(need.missing()));
            scopes.add(scope);
        }
        root.put("scopes", scopes);
        JsonArray budgets = new JsonArray();
        budgets().forEach(budget -> budgets.add(json(budget)));
        root.put("budgets", budgets);
        return root;
    }

    private static JsonObject json(BudgetState state) {
        JsonObject budget = new JsonObject();
        budget.put("account", state.account());
        budget.put("product", state.product().name());
        budget.put("label", state.label().name());
        budget.put("limit", state.limit());
        budget.put("perSeconds", state.per().toSeconds());
        budget.put("rate", state.rate());
        budget.put("remaining", state.remaining());
        budget.put("waiting", state.waiting());
        if (state.blockedUntil() != null) {
            budget.put("blockedUntil", state.blockedUntil().toString());
        }
        budget.put("daily", state.daily());
        budget.put("dailyUsed", state.dailyUsed());
        return budget;
    }

    private List<BudgetState> budgets() {
        RateStates states = getCamelContext().hasService(RateStates.class);
        return states == null
                ? List.of()
                : states.budgetStates().stream().sorted(Comparator.comparing(BudgetState::account)
                        .thenComparing(BudgetState::product).thenComparing(BudgetState::label)).toList();
    }

    private List<ScopeNeed> needs() {
        TokenStates states = getCamelContext().hasService(TokenStates.class);
        return states == null ? List.of() : states.scopeNeeds();
    }

    private List<TokenState> states() {
        TokenStates states = getCamelContext().hasService(TokenStates.class);
        return states == null
                ? List.of()
                : states.tokenStates().stream().sorted(Comparator.comparing(state -> state.key().toString())).toList();
    }
}
