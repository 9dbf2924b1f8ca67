package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The simulator's only source of time: the system clock plus an offset that tests move, or a standing clock.
 *
 * <p>
 * Token and page-token lifetimes, rate windows and UTC days follow it; delays of answers do not (they are real time, since a client
 * waits in real time). Thread-safe.
 */
public final class VirtualClock implements InstantSource {

    private final InstantSource system;
    private Duration offset = Duration.ZERO;
    private Instant frozen;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** A clock that runs with the system's. */
    public VirtualClock() {
        this(InstantSource.system());
    }

    VirtualClock(InstantSource system) {
        this.system = system;
    }

    @Override
    public synchronized Instant instant() {
        return frozen != null ? frozen : system.instant().plus(offset);
    }

    /** Nanoseconds of real time from an arbitrary start, whatever tests do to the clock. */
    long monotonicNanos() {
        return System.nanoTime();
    }

    /** Moves the time by the given amount; a negative amount moves it back. */
    public void advance(Duration amount) {
        synchronized (this) {
            if (frozen != null) {
                frozen = frozen.plus(amount);
            } else {
                offset = offset.plus(amount);
            }
        }
        listeners.forEach(Runnable::run);
    }

    /** Runs this after each change of the time by a test, on the test's thread. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Stops the clock at its present time; {@link #advance} still moves it. */
    public synchronized void freeze() {
        frozen = instant();
    }

    /** Stops the clock at the given time; {@link #advance} still moves it. */
    public void freezeAt(Instant instant) {
        synchronized (this) {
            frozen = instant;
        }
        listeners.forEach(Runnable::run);
    }

    /** Lets a stopped clock run on from where it stands. */
    public synchronized void resume() {
        if (frozen != null) {
            offset = Duration.between(system.instant(), frozen);
            frozen = null;
        }
    }

    /** Back to the system's time. */
    public synchronized void reset() {
        offset = Duration.ZERO;
        frozen = null;
    }
}
