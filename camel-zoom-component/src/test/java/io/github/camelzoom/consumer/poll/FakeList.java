package io.github.camelzoom.consumer.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;

/** A list of Zoom with items at certain times, in pages of three. From and to are inclusive, as Zoom's are. */
final class FakeList implements PollSource {

    private static final int PAGE = 3;

    final List<ObjectNode> items = new ArrayList<>();
    /** The parameters of each reading. */
    final List<Map<String, Object>> readings = new ArrayList<>();
    /** The pages that were asked for, over all readings. */
    int pages;
    /** The page of a reading that fails, from 0. */
    int failingPage = -1;
    /** The page of a reading that never comes, from 0. */
    int missingPage = -1;
    int closed;

    ObjectNode add(String id, Instant at) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("uuid", id).put("start_time", at.toString());
        items.add(item);
        return item;
    }

    @Override
    public ListReader read(Map<String, Object> parameters) {
        readings.add(parameters);
        Instant from = (Instant) parameters.getOrDefault("from", Instant.MIN);
        Instant to = (Instant) parameters.getOrDefault("to", Instant.MAX);
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode item : items) {
            Instant at = Instant.parse(item.get("start_time").asText());
            if (!at.isBefore(from) && !at.isAfter(to)) {
                found.add(item.deepCopy());
            }
        }
        return new Reader(found);
    }

    private final class Reader implements ListReader {

        private final List<JsonNode> found;
        private int page;

        private Reader(List<JsonNode> found) {
            this.found = found;
        }

        @Override
        public CompletionStage<Page> next() {
            pages++;
            if (page == failingPage) {
                return CompletableFuture.failedStage(new IllegalStateException("page " + page + " cannot be read"));
            }
            if (page == missingPage) {
                return new CompletableFuture<>();
            }
            int start = page++ * PAGE;
            return CompletableFuture.completedStage(start >= found.size() && page > 1
                    ? null
                    : new Page(found.subList(Math.min(start, found.size()), Math.min(start + PAGE, found.size())), null));
        }

        @Override
        public boolean isComplete() {
            return page * PAGE > found.size();
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
