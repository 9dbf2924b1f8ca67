package io.github.camelzoom.consumer.poll;

import java.util.Map;

import io.github.camelzoom.client.page.ListReader;

/** Where a consumer's lists come from. */
@FunctionalInterface
public interface PollSource {

    /**
     * Begins to read the list.
     *
     * @param parameters of the operation, by exact names
     */
    ListReader read(Map<String, Object> parameters);
}
