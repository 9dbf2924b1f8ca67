package io.github.camelzoom.producer;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.page.FanOut;
import io.github.camelzoom.client.page.ListReaders;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How list operations are read. */
@UriParams
public class ReadingConfiguration {

    @UriParam(label = "producer", defaultValue = "PAGE", description = "How much of a list a call brings: PAGE, one page as Zoom answers it; ALL, one list of all items;"
            + " STREAM, an iterator over all items for split(body()).streaming(), which reads the next page while one is"
            + " processed.")
    private FetchMode fetch = FetchMode.PAGE;
    @UriParam(label = "producer", description = "Whether fetch=ALL and fetch=STREAM may end with what there is when the rest cannot be read. Header CamelZoomComplete is"
            + " false then, and the failure is the exchange property CamelExceptionCaught.")
    private boolean allowPartial;
    @UriParam(label = "common", defaultValue = "UNORDERED", description = "Where a parameter of the path is an asterisk: UNORDERED hands out the lists of all parents as they come,"
            + " ORDERED one after the other. They are read concurrently in both cases.")
    private FanOut fanOut = FanOut.UNORDERED;

    /**
     * @param  name                     what the endpoint calls
     * @param  operation                null when it is not one of the catalogue
     * @throws IllegalArgumentException when more than a page is asked for of what is no list
     */
    public void check(String name, Operation operation) {
        if (fetch == FetchMode.PAGE) {
            return;
        }
        if (operation == null) {
            throw new IllegalArgumentException("fetch=" + fetch + " is for list operations, not for zoom:" + name);
        }
        ListReaders.requireReadable(operation);
    }

    public FetchMode getFetch() {
        return fetch;
    }

    public void setFetch(FetchMode fetch) {
        this.fetch = fetch;
    }

    public boolean isAllowPartial() {
        return allowPartial;
    }

    public void setAllowPartial(boolean allowPartial) {
        this.allowPartial = allowPartial;
    }

    public FanOut getFanOut() {
        return fanOut;
    }

    public void setFanOut(FanOut fanOut) {
        this.fanOut = fanOut;
    }
}
