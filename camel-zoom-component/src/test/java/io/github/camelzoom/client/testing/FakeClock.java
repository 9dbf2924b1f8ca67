package io.github.camelzoom.client.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A wall clock and a monotonic clock that move only when told to. Thread-safe. */
public final class FakeClock implements InstantSource, LongSupplier {

    private static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    // Starts near the overflow, so that comparisons which do not subtract fail.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final AtomicLong wallNanos = new AtomicLong();

    @Override
    public Instant instant() {
        return START.plusNanos(wallNanos.get());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    /** Time passes. */
    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
        wallNanos.addAndGet(time.toNanos());
    }

    /** Somebody sets the wall clock; no time passes. */
    public void jump(Duration difference) {
        wallNanos.addAndGet(difference.toNanos());
    }
}
