package io.github.camelzoom.consumer.recover;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.page.ListReader;

/** Zoom, as far as the recovery of events needs it. Thread-safe. */
public interface RecoveryLists {

    /**
     * Begins to read a list; nothing is sent yet.
     *
     * @param operation  its name
     * @param parameters by exact names
     */
    ListReader read(String operation, Map<String, Object> parameters);

    /** The id of the account, which some lists do not say; fails when it cannot be had. */
    CompletionStage<String> account();

    /** Whose lists they are, for messages. */
    @Override
    String toString();
}
