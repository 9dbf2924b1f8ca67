package io.github.camelzoom.client.page;

import java.util.concurrent.CompletionStage;

/** Pages one after the other, none of them ahead of time. Not thread-safe: a call must follow the arrival of the page before. */
interface PageSource {

    /** The next page; null in the stage when there is none. After a failure it is over. */
    CompletionStage<Page> next();
}
