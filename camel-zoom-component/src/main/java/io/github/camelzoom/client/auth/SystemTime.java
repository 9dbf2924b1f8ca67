package io.github.camelzoom.client.auth;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The machine's clocks, for production. The only class of the client half that reads a clock: everything else is given
 * one, so that tests can turn time by hand.
 */
public final class SystemTime {

    private SystemTime() {}

    /** Wall time, for the life of tokens. It may jump, and other nodes may disagree. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** Nanoseconds of this process that never run backwards, for leases and back-off. Their origin means nothing. */
    public static LongSupplier nanos() {
        return System::nanoTime;
    }
}
