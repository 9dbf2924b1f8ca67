package io.github.camelzoom.client.page;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/** A list in all its date windows. What two windows both hold of the instant that they share is handed out once. */
final class WindowedList implements PageSource {

    private final Iterator<DateWindows.Window> windows;
    private final Function<DateWindows.Window, PageSource> lists;
    private final boolean single;

    private PageSource list;
    private SeenItems ofStart = new SeenItems();
    private SeenItems ofEnd = new SeenItems();
    private Instant start;
    private Instant end;

    /**
     * @param windows at least one
     * @param lists   the list of one window
     */
    WindowedList(Iterator<DateWindows.Window> windows, Function<DateWindows.Window, PageSource> lists) {
        this.windows = windows;
        this.lists = lists;
        open();
        this.single = !windows.hasNext();
    }

    private void open() {
        DateWindows.Window window = windows.next();
        list = lists.apply(window);
        ofStart = ofEnd;
        ofStart.startOver();
        ofEnd = new SeenItems();
        start = end;
        end = window.shared();
    }

    @Override
    public CompletionStage<Page> next() {
        return list.next().thenCompose(page -> {
            if (page == null && windows.hasNext()) {
                open();
                return next();
            }
            return CompletableFuture.completedStage(page == null ? null : cut(page));
        });
    }

    private Page cut(Page page) {
        List<JsonNode> items = page.items();
        if (start != null || end != null) {
            items = items.stream().filter(this::isFirst).toList();
        }
        return new Page(items, single ? page.total() : null);
    }

    private boolean isFirst(JsonNode item) {
        boolean first = start == null || !Instants.mentions(item, start) || ofStart.isFresh(item);
        if (first && end != null && Instants.mentions(item, end)) {
            ofEnd.isFresh(item);
        }
        return first;
    }
}
