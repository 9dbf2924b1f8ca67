package io.github.camelzoom.consumer.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that webhooks are refused, but not as often as anybody on the network likes. Thread-safe. */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final AtomicLong nextNano;
    private final AtomicLong silent = new AtomicLong();

    RefusalLog(LongSupplier nanos) {
        this.nanos = nanos;
        this.nextNano = new AtomicLong(nanos.getAsLong());
    }

    void refused(String reason) {
        long now = nanos.getAsLong();
        long next = nextNano.get();
        if (now - next >= 0 && nextNano.compareAndSet(next, now + PAUSE)) {
            LOG.warn("A webhook is refused: {} ({} others since the last time this was said)", reason, silent.getAndSet(0));
        } else {
            silent.incrementAndGet();
            LOG.debug("A webhook is refused: {}", reason);
        }
    }
}
