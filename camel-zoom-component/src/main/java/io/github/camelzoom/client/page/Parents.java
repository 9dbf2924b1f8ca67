package io.github.camelzoom.client.page;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the values of a parameter that is {@code *} come from. Not thread-safe: a call must follow the arrival before. */
interface Parents {

    /** Some more of them; null in the stage when there are none left. Must not block. */
    CompletionStage<List<String>> next();
}
