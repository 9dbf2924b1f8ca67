package io.github.camelzoom.client.page;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.ParameterException;

/**
 * Parents that the caller brings: ids, or Maps or JsonNodes that hold one under the parameter's name, {@code id} or
 * {@code uuid}. Lists of what is over ask for the {@code uuid} first, as an id stands for a meeting's last instance only.
 */
final class GivenParents implements Parents {

    private static final List<String> OF_THE_PAST = List.of("past_", "report/", "metrics/");

    private final Operation operation;
    private final String parameter;
    private final Iterator<?> given;
    private final Executor executor;

    /**
     * @param given    may block, as an iterator over another list does
     * @param executor may be blocked
     */
    GivenParents(Operation operation, String parameter, Iterator<?> given, Executor executor) {
        this.operation = operation;
        this.parameter = parameter;
        this.given = given;
        this.executor = executor;
    }

    /** One at a time: the next may take its time, and this one need not wait for it. */
    @Override
    public CompletionStage<List<String>> next() {
        CompletableFuture<List<String>> next = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    next.complete(given.hasNext() ? List.of(value(given.next())) : null);
                } catch (RuntimeException | Error e) {
                    next.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            next.completeExceptionally(e);
        }
        return next;
    }

    private String value(Object parent) {
        if (parent instanceof CharSequence || parent instanceof Number) {
            return parent.toString();
        }
        if (parent instanceof JsonNode node && node.isValueNode() && !node.isNull()) {
            return node.asText();
        }
        boolean past = OF_THE_PAST.stream().anyMatch(operation.name()::startsWith);
        return Stream.of(parameter, past ? "uuid" : "id", past ? "id" : "uuid").map(name -> field(parent, name))
                .filter(text -> text != null && !text.isBlank()).findFirst()
                .orElseThrow(() -> new ParameterException(operation.name(), List.of(parameter), "a parent for parameter '"
                        + parameter + "' is neither an id nor a Map or JsonNode with '" + parameter
                        + "', 'id' or 'uuid', but a "
                        + (parent == null ? "null" : parent.getClass().getName())));
    }

    private static String field(Object parent, String name) {
        if (parent instanceof Map<?, ?> map) {
            return map.get(name) == null ? null : map.get(name).toString();
        }
        return parent instanceof JsonNode node && node.path(name).isValueNode() && !node.path(name).isNull()
                ? node.path(name).asText()
                : null;
    }
}
