package io.github.camelzoom.producer;

import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.page.ListReader;
import org.apache.camel.Exchange;

/** Tells the exchange how a reading came out. */
final class ListOutcome {

    private ListOutcome() {}

    /**
     * @param reader  has ended
     * @param failure what it ended with, null when it came to the end
     */
    static void write(Exchange exchange, ListReader reader, Throwable failure) {
        Throwable reason = failure == null ? reader.omitted() : failure;
        exchange.getMessage().setHeader(ZoomConstants.COMPLETE, reason == null);
        if (reader.vanishedParents() > 0) {
            exchange.getMessage().setHeader(ZoomConstants.VANISHED_PARENTS, reader.vanishedParents());
        }
        if (reason != null) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason);
        }
    }
}
