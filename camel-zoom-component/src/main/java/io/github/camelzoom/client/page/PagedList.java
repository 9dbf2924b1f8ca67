package io.github.camelzoom.client.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One list from its first page to its last. When a page token dies, the list is read again from its start, and what was
 * handed out before is left out.
 */
final class PagedList implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(PagedList.class);
    /** How often in a row a list is begun again without a single new item. */
    static final int FRUITLESS_RESTARTS = 3;
    /** The status is 400 nearly always, the code another one in each product: only the text has something in common. */
    private static final Pattern DEAD_TOKEN = Pattern.compile("page[ _]?token", Pattern.CASE_INSENSITIVE);

    private final Operation operation;
    private final FirstPage first;
    private final PageCall call;
    private final ErrorDetail detail;
    private final SeenItems seen = new SeenItems();

    private PageTurner turner;
    private Map<String, String> position = Map.of();
    private int fruitlessRestarts;

    PagedList(Operation operation, FirstPage first, PageCall call, ErrorDetail detail) {
        this.operation = operation;
        this.first = first;
        this.call = call;
        this.detail = detail;
        this.turner = PageTurner.of(operation, first.pageSize(), detail);
    }

    @Override
    public CompletionStage<Page> next() {
        if (position == null) {
            return CompletableFuture.completedStage(null);
        }
        Map<String, Object> parameters = new LinkedHashMap<>(first.parameters());
        parameters.putAll(position);
        CompletableFuture<Page> page = new CompletableFuture<>();
        call.send(operation, parameters).whenComplete((answer, failure) -> {
            try {
                if (failure == null) {
                    page.complete(read(answer));
                } else {
                    failed(Stages.cause(failure), page);
                }
            } catch (RuntimeException | Error e) {
                // Nobody else would tell who waits for the page.
                end(page, e);
            }
        });
        return page;
    }

    private void end(CompletableFuture<Page> page, Throwable failure) {
        position = null;
        page.completeExceptionally(failure);
    }

    private Page read(JsonNode answer) {
        List<JsonNode> items = ListAnswer.items(operation, answer);
        if (items == null) {
            throw new ZoomApiException(detail, "the answer has no array '" + operation.listField()
                    + "', although it says that the list holds something", List.of(), true);
        }
        position = turner.after(answer, items);
        // A list of one page cannot lose a token: its items need not be remembered.
        if (position != null || seen.isInUse()) {
            items = seen.fresh(items);
        }
        if (!items.isEmpty()) {
            fruitlessRestarts = 0;
        }
        return new Page(items, ListAnswer.total(answer));
    }

    private void failed(Throwable failure, CompletableFuture<Page> page) {
        if (position.isEmpty() || !isDeadToken(failure)) {
            end(page, failure);
        } else if (seen.isFull() || fruitlessRestarts == FRUITLESS_RESTARTS) {
            end(page, new ZoomApiException(detail, seen.isFull()
                    ? "a page token died, and more than " + SeenItems.LIMIT + " items were read, too many to begin again;"
                            + " read the list in smaller parts"
                    : "page tokens die faster than the list can be read, also when it is begun again: "
                            + failure.getMessage(),
                    List.of(), true));
        } else {
            LOG.debug("{} on connection '{}' begins its list again: {}", detail.operation(), detail.connection(),
                    failure.getMessage());
            fruitlessRestarts++;
            seen.startOver();
            turner = PageTurner.of(operation, first.pageSize(), detail);
            position = Map.of();
            next().whenComplete((value, again) -> Stages.complete(page, value, again));
        }
    }

    private static boolean isDeadToken(Throwable failure) {
        return failure instanceof ZoomApiException refused && refused.getHttpResponseCode() >= 400
                && refused.getHttpResponseCode() < 500 && DEAD_TOKEN.matcher(refused.getMessage()).find();
    }
}
