package io.github.camelzoom.client.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.testing.FakeClock;

/** Opens readings and reads them out. */
final class Readings {

    private Readings() {}

    static ListReader open(String operation, Map<String, ?> parameters, PageCall call) {
        return open(operation, parameters, ReadOptions.defaults(), call);
    }

    static ListReader open(String operation, Map<String, ?> parameters, ReadOptions options, PageCall call) {
        return ListReaders.open(OperationCatalog.zoom().require(operation), parameters, options, "acme", call, new FakeClock(),
                Runnable::run);
    }

    /** The items, of text the text and of objects the id. Fails with the reading's own failure. */
    static List<String> items(String operation, Map<String, ?> parameters, PageCall call) {
        List<String> items = new ArrayList<>();
        try (ListReader reader = open(operation, parameters, call)) {
            for (Page page = next(reader); page != null; page = next(reader)) {
                page.items().stream().map(Readings::name).forEach(items::add);
            }
        }
        return items;
    }

    static Page next(ListReader reader) {
        try {
            return reader.next().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    static String name(JsonNode item) {
        return item.isObject() ? item.path("id").asText() : item.asText();
    }
}
