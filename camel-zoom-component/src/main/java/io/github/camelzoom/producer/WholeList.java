package io.github.camelzoom.producer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;

/** {@code fetch=ALL}: gathers the pages of one reading in a body. No thread waits for them. Confined to its exchange. */
final class WholeList {

    private final ListReader reader;
    private final AnswerFormat format;
    private final Exchange exchange;
    private final ListOutcome outcome;
    private final boolean allowPartial;
    private final ErrorDetail detail;
    private final ListBody body;
    private final CompletableFuture<Runnable> result = new CompletableFuture<>();
    private long items;

    WholeList(ListOutcome outcome, AnswerFormat format, ObjectMapper mapper, boolean allowPartial, ErrorDetail detail) {
        this.reader = outcome.reader();
        this.format = format;
        this.exchange = outcome.exchange();
        this.outcome = outcome;
        this.allowPartial = allowPartial;
        this.detail = detail;
        this.body = ListBody.of(format.kind(), mapper, exchange);
    }

    /** The stage brings what puts the list on the exchange. */
    CompletionStage<Runnable> read() {
        readOn();
        return result;
    }

    /** A loop and no recursion: pages that are there already must not pile up on the stack. */
    private void readOn() {
        boolean more = true;
        while (more) {
            CompletableFuture<Page> page = reader.next().toCompletableFuture();
            if (!page.isDone()) {
                page.whenComplete((value, failure) -> {
                    if (take(page)) {
                        readOn();
                    }
                });
                return;
            }
            more = take(page);
        }
    }

    /** Whether there is more to read. */
    private boolean take(CompletableFuture<Page> arrived) {
        try {
            Page page = arrived.join();
            if (page == null) {
                finish(null);
                return false;
            }
            for (JsonNode item : page.items()) {
                body.add(item, format, detail);
                items++;
            }
            return true;
        } catch (CompletionException e) {
            end(e.getCause());
        } catch (IOException e) {
            fail(new RuntimeCamelException("The list cannot be cached", e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return false;
    }

    private void end(Throwable failure) {
        if (!allowPartial) {
            fail(failure);
            return;
        }
        try {
            finish(failure);
        } catch (IOException e) {
            fail(new RuntimeCamelException("The list cannot be cached", e));
        }
    }

    private void finish(Throwable failure) throws IOException {
        reader.close();
        Object value = body.finish();
        result.complete(() -> {
            exchange.getMessage().setBody(value);
            ResultHeaders.writeList(exchange.getMessage(), items);
            outcome.write(failure);
        });
    }

    private void fail(Throwable failure) {
        reader.close();
        body.discard();
        result.completeExceptionally(failure);
    }
}
