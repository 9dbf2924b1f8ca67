package io.github.camelzoom.consumer.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.event.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what it is asked for when {@link #next} says so. */
final class FakeZoom implements Subscriptions {

    final Map<String, Subscription> all = new LinkedHashMap<>();
    final List<Runnable> asked = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    RuntimeException trouble;
    /** Events that the app has no scope for. */
    Predicate<Set<String>> refused = events -> false;
    /** How the list shows a subscription; null when it does not. */
    UnaryOperator<Subscription> shows = UnaryOperator.identity();
    private int made;

    @Override
    public CompletionStage<List<Subscription>> list(String accountId) {
        return ask("list", () -> all.values().stream().map(shows).filter(one -> one != null).toList());
    }

    @Override
    public CompletionStage<String> create(Map<String, Object> request) {
        return ask("create", () -> {
            Set<String> events = texts(request.get("events"));
            if (refused.test(events)) {
                throw new IllegalStateException("The event is not allowed for the app");
            }
            return put((String) request.get("event_subscription_name"), (String) request.get("event_webhook_url"), events);
        });
    }

    String put(String name, String url, Set<String> events) {
        // Ids come in no order.
        String id = Integer.toHexString(++made * 0x9E3779B9);
        all.put(id, new Subscription(id, name, url, events, true));
        return id;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> texts(Object events) {
        return (Set<String>) events;
    }

    @Override
    public CompletionStage<Void> delete(String id) {
        return ask("delete", () -> {
            all.remove(id);
            return null;
        });
    }

    private <T> CompletionStage<T> ask(String name, Supplier<T> answer) {
        CompletableFuture<T> later = new CompletableFuture<>();
        asked.add(() -> {
            calls.add(name);
            try {
                if (trouble != null) {
                    throw trouble;
                }
                later.complete(answer.get());
            } catch (RuntimeException e) {
                later.completeExceptionally(e);
            }
        });
        return later;
    }

    boolean next(Random order) {
        if (asked.isEmpty()) {
            return false;
        }
        asked.remove(order == null ? 0 : order.nextInt(asked.size())).run();
        return true;
    }

    void all() {
        while (next(null)) {
            assertThat(calls).hasSizeLessThan(1000);
        }
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }
}
