package io.github.camelzoom.client.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;

/** Answers with pages from a list, in order, and remembers what it was asked. */
final class ScriptedZoom implements PageCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<Object> answers = new ArrayDeque<>();
    final List<Map<String, Object>> requests = new ArrayList<>();

    /** An answer; single quotes stand for double ones. */
    ScriptedZoom page(String json) {
        answers.add(json(json));
        return this;
    }

    ScriptedZoom failure(RuntimeException e) {
        answers.add(e);
        return this;
    }

    /** An answer that the test gives in its own time. */
    CompletableFuture<JsonNode> later() {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ZoomApiException deadToken() {
        return refusal(400, "The next page token is invalid or expired.");
    }

    static ZoomApiException refusal(int status, String message) {
        return new ZoomApiException(ErrorDetail.of("acme", "list").withAnswer(status, 300, null), message, List.of(), true);
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<JsonNode> send(Operation operation, Map<String, ?> parameters) {
        requests.add(new LinkedHashMap<>(parameters));
        Object answer = answers.remove();
        if (answer instanceof RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        return answer instanceof CompletableFuture<?>
                ? (CompletableFuture<JsonNode>) answer
                : CompletableFuture.completedStage((JsonNode) answer);
    }
}
