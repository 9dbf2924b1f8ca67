package io.github.camelzoom.consumer;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;

/** Gap repair for one consumer: what was missed is looked up in Zoom's lists. Thread-safe. */
public interface EventRecovery {

    /** Without {@code recover=true}. */
    EventRecovery NONE = new EventRecovery() {

        @Override
        public IdempotentRepository remembering(IdempotentRepository memory) {
            return memory;
        }

        @Override
        public void start(EventDelivery delivery, BooleanSupplier open) {}

        @Override
        public void live() {}

        @Override
        public void pause() {}

        @Override
        public void close() {}

        @Override
        public List<RecoveryState> states() {
            return List.of();
        }
    };

    /** Makes them. */
    interface Source {

        /**
         * @param consumer names it, the same after a restart
         */
        EventRecovery open(CamelContext context, String consumer);
    }

    /**
     * What is to remember the events of the consumer, so that what arrived live is not recovered, and the other way round.
     *
     * @param memory remembers as long as the process lives
     */
    IdempotentRepository remembering(IdempotentRepository memory);

    /**
     * Begins; returns at once.
     *
     * @param open whether events may be delivered now
     */
    void start(EventDelivery delivery, BooleanSupplier open);

    /** Events arrive live, for the first time or again: what came before may have been missed. Returns at once. */
    void live();

    /** Ends when the event in hand has been delivered. It may be started again. */
    void pause();

    /** The consumer takes no more events. */
    void close();

    /** How it stands, one for each kind of events. */
    List<RecoveryState> states();
}
