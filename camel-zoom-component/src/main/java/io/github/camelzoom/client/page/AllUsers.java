package io.github.camelzoom.client.page;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.error.ErrorDetail;

/** The ids of all active users of the account. */
final class AllUsers implements Parents {

    private final PageSource users;

    AllUsers(PageCall call, String connection) {
        Operation list = operation();
        users = new PagedList(list, FirstPage.of(list, Map.of("status", "active")), call,
                ErrorDetail.of(connection, list.name()));
    }

    static Operation operation() {
        return OperationCatalog.zoom().require("users/list");
    }

    @Override
    public CompletionStage<List<String>> next() {
        return users.next().thenApply(page -> page == null
                ? null
                : page.items().stream().map(AllUsers::id).filter(id -> !id.isEmpty()).toList());
    }

    /** Users who have not signed in yet have an e-mail address only. */
    private static String id(JsonNode user) {
        return user.path("id").asText(user.path("email").asText(""));
    }
}
