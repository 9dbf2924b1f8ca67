package io.github.camelzoom.client.limit;

import java.util.Objects;

/**
 * On whose limits a connection's calls count. Immutable; holds no secret.
 *
 * @param account the Zoom account, as far as it is known: connections with equal ones share their budgets
 * @param user    whom {@code me} means, so that {@code me} of two connections is not taken for one person
 * @param plan    what the account has bought; null to pace nothing and only obey what Zoom refuses
 */
public record Caller(String account, String user, Plan plan) {

    public Caller {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(user, "user");
    }

    /** One whose calls are not paced. They still wait after a refusal, by budgets of their own. */
    public static Caller unpaced(String connection) {
        return new Caller("unpaced " + connection, connection, null);
    }
}
