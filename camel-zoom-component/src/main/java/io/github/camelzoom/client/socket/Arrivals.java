package io.github.camelzoom.client.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that a session has read, on their way to its handler, one after another. Of the session's steps alone.
 *
 * <p>
 * Some are read ahead of a slow handler: what is still on the line when Zoom ends it is lost with the next heartbeat, which
 * the operating system of the other side answers with a reset, and an end that nobody reads keeps nobody from missing what
 * comes after it.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /** Characters that are read ahead; one message more may come. */
    private static final long ROOM = 1024 * 1024;
    /** What an event takes besides its characters. */
    private static final long OVERHEAD = 100;

    private final Function<byte[], CompletionStage<?>> handler;
    private final Executor steps;
    private final Runnable taken;
    private final Deque<SocketFrame> waiting = new ArrayDeque<>();
    private final AtomicLong size = new AtomicLong();
    private boolean busy;
    private boolean held;

    /**
     * @param handler complete when it can take the next one; how it went is not looked at
     * @param taken   run after each event, as a step
     */
    Arrivals(Function<byte[], CompletionStage<?>> handler, Executor steps, Runnable taken) {
        this.handler = handler;
        this.steps = steps;
        this.taken = taken;
    }

    void add(List<SocketFrame> events) {
        for (SocketFrame event : events) {
            waiting.add(event);
            size.addAndGet(sizeOf(event.content()));
        }
        next();
    }

    /**
     * Whether a further message may be read; from any thread.
     *
     * @param more that have been read, and are not here yet
     */
    boolean hasRoom(long more) {
        return size.get() + more < ROOM;
    }

    /** Whether the handler has taken all of them. */
    boolean isEmpty() {
        return !busy && waiting.isEmpty();
    }

    /**
     * Keeps what has not been handed out.
     *
     * @return how many these are
     */
    int hold() {
        held = true;
        return waiting.size();
    }

    /** Hands out, after {@link #hold()}. */
    void go() {
        held = false;
        next();
    }

    static long sizeOf(String message) {
        return message.length() + OVERHEAD;
    }

    private void next() {
        if (busy || held || waiting.isEmpty()) {
            return;
        }
        busy = true;
        SocketFrame event = waiting.remove();
        size.addAndGet(-sizeOf(event.content()));
        CompletionStage<?> stage;
        try {
            stage = handler.apply(event.event());
        } catch (RuntimeException | Error e) {
            LOG.warn("An event could not be taken", e);
            stage = CompletableFuture.completedStage(null);
        }
        stage.whenComplete((result, failure) -> steps.execute(() -> {
            busy = false;
            next();
            taken.run();
        }));
    }
}
