package io.github.camelzoom.consumer.poll;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * What one exchange delivers, and how that ended, which is told once whatever Camel reports. Thread-safe.
 */
final class Parcel implements Synchronization {

    private final String id;
    private final List<String> keys;
    private final List<JsonNode> items;
    private final PollRun run;
    private final BiConsumer<Parcel, Exchange> end;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param id  of the item; null when it has none, or there are several
     * @param end takes the exchange, which has failed or not
     */
    Parcel(String id, List<String> keys, List<JsonNode> items, PollRun run, BiConsumer<Parcel, Exchange> end) {
        this.id = id;
        this.keys = List.copyOf(keys);
        this.items = List.copyOf(items);
        this.run = run;
        this.end = end;
    }

    PollRun run() {
        return run;
    }

    String id() {
        return id;
    }

    List<String> keys() {
        return keys;
    }

    List<JsonNode> items() {
        return items;
    }

    @Override
    public void onComplete(Exchange exchange) {
        end(exchange);
    }

    @Override
    public void onFailure(Exchange exchange) {
        end(exchange);
    }

    void end(Exchange exchange) {
        if (ended.compareAndSet(false, true)) {
            end.accept(this, exchange);
        }
    }
}
