package io.github.camelzoom.simulator.rest;

import java.util.Map;

import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.github.camelzoom.simulator.world.AccountData;

/**
 * Who a {@code userId} in the path is. {@code me} stands for the user behind the token, so it means nobody when there is none; below
 * {@code /users} and {@code /chat/users} the user must exist, and a user-managed app sees nobody but its user.
 */
final class UserIds {

    private static final String NAME = "userId";

    private static final int OWNER_GONE = 4735;

    private UserIds() {}

    /** A token dies with the user it acts for. */
    static void requireOwner(IssuedToken token, AccountData data) {
        if (token.userId() != null && data.user(token.userId()).isEmpty()) {
            throw new ApiFailure(401, OWNER_GONE, "The owner of the access token does not exist.");
        }
    }

    static void resolve(Operation operation, Map<String, String> path, IssuedToken token, AccountData data) {
        String given = path.get(NAME);
        if (given == null) {
            return;
        }
        if (given.equals("me")) {
            if (token.userId() == null) {
                throw ApiFailure.noSuchUser(given);
            }
            path.put(NAME, token.userId());
        } else if (mustExist(operation) && token.userId() != null && token.app().userManaged()
                && data.user(given).filter(u -> u.get("id").asText().equals(token.userId())).isEmpty()) {
            throw BearerCheck.missing(operation.scopes().stream().filter(s -> s.endsWith(":admin")).toList());
        } else if (mustExist(operation) && data.user(given).isEmpty()) {
            throw ApiFailure.noSuchUser(given);
        }
    }

    private static boolean mustExist(Operation operation) {
        return operation.path().startsWith("/users/{userId}") || operation.path().startsWith("/chat/users/{userId}");
    }
}
