package io.github.camelzoom.producer;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * {@code fetch=STREAM}: the items of one reading, one after the other. It blocks its caller while a page is on its way,
 * and holds two pages at most. Not thread-safe.
 */
final class ItemIterator implements Iterator<Object>, Closeable {

    private final ListReader reader;
    private final AnswerFormat format;
    private final Exchange exchange;
    private final ListOutcome outcome;
    private final boolean allowPartial;
    private final ErrorDetail detail;
    private Iterator<JsonNode> items;
    private RuntimeException failed;
    private boolean ended;
    private volatile Throwable missing;

    private ItemIterator(ListOutcome outcome, AnswerFormat format, boolean allowPartial, ErrorDetail detail) {
        this.reader = outcome.reader();
        this.format = format;
        this.exchange = outcome.exchange();
        this.outcome = outcome;
        this.allowPartial = allowPartial;
        this.detail = detail;
    }

    /**
     * The stage brings what puts the iterator on the exchange. The first page is waited for without a thread, so that most
     * failures are those of the producer and not of whoever iterates.
     */
    static CompletionStage<Runnable> open(ListOutcome outcome, AnswerFormat format, boolean allowPartial, ErrorDetail detail) {
        ListReader reader = outcome.reader();
        ItemIterator iterator = new ItemIterator(outcome, format, allowPartial, detail);
        CompletableFuture<Runnable> result = new CompletableFuture<>();
        reader.next().whenComplete((first, failure) -> {
            if (failure == null || allowPartial) {
                result.complete(() -> iterator.deliver(first, failure));
            } else {
                reader.close();
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private void deliver(Page first, Throwable failure) {
        exchange.getMessage().setBody(this);
        ResultHeaders.writeList(exchange.getMessage(), first == null ? null : first.total());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                close();
            }
        });
        if (first == null) {
            end(failure);
        } else {
            items = first.items().iterator();
        }
    }

    /** True also when the rest cannot be read: a splitter that looks ahead still processes the item before it. */
    @Override
    public boolean hasNext() {
        while (!ended && failed == null && !items.hasNext()) {
            readOn();
        }
        return !ended;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (failed != null) {
            throw failed;
        }
        return format.item(items.next(), detail);
    }

    private void readOn() {
        // The page that was iterated over must not be held while the next one comes.
        items = Collections.emptyIterator();
        try {
            Page page = reader.next().toCompletableFuture().get();
            if (page == null) {
                end(null);
            } else {
                items = page.items().iterator();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed = new ZoomTransportException(detail, true, "interrupted while waiting for the next page", e);
        } catch (ExecutionException e) {
            if (allowPartial) {
                end(e.getCause());
            } else {
                failed = e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
            }
        }
    }

    private void end(Throwable failure) {
        ended = true;
        missing = outcome.missing(failure);
        // As the parents of another list it ends on another thread, while the exchange goes on without it.
        if (exchange.getMessage().getBody() == this) {
            outcome.write(failure);
        }
        close();
    }

    /** Why not everything was read although it has ended; null when it was. */
    Throwable missing() {
        return missing;
    }

    @Override
    public void close() {
        reader.close();
    }
}
