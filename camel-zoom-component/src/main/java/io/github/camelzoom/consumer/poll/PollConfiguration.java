package io.github.camelzoom.consumer.poll;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How a list is polled. Not thread-safe; each endpoint has its own. */
@UriParams
@Configurer
public class PollConfiguration {

    @UriParam(label = "consumer", defaultValue = "ITEM", description = "What an exchange holds: ITEM (one item) or PAGE (a list of what is new on one page).")
    private Delivery delivery = Delivery.ITEM;
    @UriParam(label = "consumer", description = "Where the first run begins, for lists that have dates: an instant (2026-01-31T12:00:00Z), a day"
            + " (2026-01-31, UTC), or how far back (30d). If not set, only what is dated after the first start comes."
            + " Set to an earlier time later on, it makes the next run begin there.")
    private String startFrom;
    @UriParam(label = "consumer", defaultValue = "86400000", javaType = "java.time.Duration", description = "How far before its position each run begins, for items that Zoom lists late. What was delivered"
            + " before is not delivered again.")
    private long lookback = 86_400_000;
    @UriParam(label = "consumer", defaultValue = "300000", javaType = "java.time.Duration", description = "How far the position stays behind the end of what a run has read, since clocks differ and"
            + " Zoom's lists lag behind.")
    private long overlap = 300_000;
    @UriParam(label = "consumer", description = "Remembers the items or events that were delivered, so that a repetition is not. Consumers of events that share"
            + " one share the events: each goes to one of them. If not set, a file beside the token store keeps items, and a memory of the"
            + " consumer events.")
    private IdempotentRepository idempotentRepository;
    @UriParam(label = "consumer", description = "Keeps the position. If not set, a file beside the token store does. For clusters:"
            + " io.github.camelzoom.consumer.repository.jdbc.JdbcStateRepository.")
    private StateRepository<String, String> stateRepository;

    public Delivery getDelivery() {
        return delivery;
    }

    public void setDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    public String getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    public long getLookback() {
        return lookback;
    }

    public void setLookback(long lookback) {
        this.lookback = lookback;
    }

    public long getOverlap() {
        return overlap;
    }

    public void setOverlap(long overlap) {
        this.overlap = overlap;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }
}
