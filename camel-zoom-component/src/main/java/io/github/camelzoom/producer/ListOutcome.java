package io.github.camelzoom.producer;

import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.page.ListReader;
import org.apache.camel.Exchange;

/**
 * How a reading comes out, for its exchange. Immutable.
 *
 * @param parents the list that the parents come from, null when they do not come from one
 */
record ListOutcome(Exchange exchange, ListReader reader, ItemIterator parents) {

    /**
     * @param failure what the reading ended with, null when it came to the end
     */
    void write(Throwable failure) {
        Throwable reason = missing(failure);
        exchange.getMessage().setHeader(ZoomConstants.COMPLETE, reason == null);
        if (reader.vanishedParents() > 0) {
            exchange.getMessage().setHeader(ZoomConstants.VANISHED_PARENTS, reader.vanishedParents());
        }
        if (reason != null) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason);
        }
    }

    /** Why not everything was read; null when it was. */
    Throwable missing(Throwable failure) {
        if (failure != null) {
            return failure;
        }
        return reader.omitted() != null || parents == null ? reader.omitted() : parents.missing();
    }
}
