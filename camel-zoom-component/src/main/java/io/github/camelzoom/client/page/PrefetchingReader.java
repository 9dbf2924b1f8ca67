package io.github.camelzoom.client.page;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomTransportException;

/** Has the next page on its way while its caller is busy with the one before, and never more than that one. */
final class PrefetchingReader implements ListReader {

    private final PageSource source;
    private final ErrorDetail detail;
    private volatile CompletionStage<Page> ahead;
    private volatile boolean complete;
    private volatile boolean closed;

    PrefetchingReader(PageSource source, ErrorDetail detail) {
        this.source = source;
        this.detail = detail;
    }

    @Override
    public CompletionStage<Page> next() {
        CompletableFuture<Page> page = new CompletableFuture<>();
        if (closed) {
            page.completeExceptionally(new ZoomTransportException(detail, true, "the reading was closed", null));
            return page;
        }
        CompletionStage<Page> due = ahead == null ? source.next() : ahead;
        due.whenComplete((value, failure) -> {
            complete = failure == null && value == null;
            // What has ended or failed stays so, however often it is asked.
            ahead = failure != null || value == null || closed ? due : source.next();
            Stages.complete(page, value, failure);
        });
        return page;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        closed = true;
    }
}
