package io.github.camelzoom.consumer.register;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.event.Subscription;
import io.github.camelzoom.client.http.LiveAnswer;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.ReadOptions;
import io.github.camelzoom.producer.ApiClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Zoom's subscription API on a connection, which has to be one of the app itself. Thread-safe. */
public final class ApiSubscriptions implements Subscriptions {

    private static final String ROOT = "marketplace/app/event_subscription/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<ApiClient> connection;

    public ApiSubscriptions(Supplier<ApiClient> connection) {
        this.connection = connection;
    }

    @Override
    public CompletionStage<List<Subscription>> list(String accountId) {
        // Zoom demands a user also for the list of an account.
        ListReader reader = connection.get().read(operation("list"), Map.of("user_id", "me", "account_id", accountId,
                "subscription_scope", "account"), ReadOptions.defaults(), Priority.INTERACTIVE);
        return rest(reader, new ArrayList<>()).whenComplete((all, failure) -> reader.close());
    }

    private static CompletionStage<List<Subscription>> rest(ListReader reader, List<Subscription> found) {
        return reader.next().thenCompose(page -> {
            if (page == null) {
                return CompletableFuture.completedStage(found);
            }
            page.items().stream().map(Subscription::of).filter(one -> one.id() != null).forEach(found::add);
            return rest(reader, found);
        });
    }

    @Override
    public CompletionStage<String> create(Map<String, Object> request) {
        Operation create = operation("create");
        return connection.get().execute(create.name(), RequestLine.of(create, Map.of()), json(request), answer -> {
            String id = id(answer);
            if (id == null) {
                throw new IOException("The answer names no subscription");
            }
            return id;
        });
    }

    private static String id(LiveAnswer answer) throws IOException {
        try (InputStream body = answer.body()) {
            return body == null ? null : JSON.readTree(body).path("event_subscription_id").asText(null);
        }
    }

    private static HttpEntity json(Map<String, Object> request) {
        try {
            return new ByteArrayEntity(JSON.writeValueAsBytes(request), ContentType.create("application/json"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of texts can be written", e);
        }
    }

    @Override
    public CompletionStage<Void> delete(String id) {
        Operation delete = operation("delete");
        RequestLine line = RequestLine.of(delete, Map.of("eventSubscriptionId", id));
        return connection.get().<Void>execute(delete.name(), line, null, answer -> null).exceptionally(failure -> {
            if (failure instanceof ZoomApiException refused && refused.getHttpResponseCode() == 404) {
                return null;
            }
            throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
        });
    }

    private static Operation operation(String verb) {
        return OperationCatalog.zoom().require(ROOT + verb);
    }
}
