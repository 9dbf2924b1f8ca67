package io.github.camelzoom.client.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.hc.client5.http.classic.HttpClient;

/**
 * Sends calls: bearer, request, interpretation, repetition. Thread-safe.
 *
 * <p>
 * With a fresh token a call is sent on the caller's thread and the stage is complete on return. Whatever has to wait (a
 * token on its way, a rate limit, a back-off) waits on a timer; the resumed call runs on the resume executor.
 */
public final class CallPipeline implements AutoCloseable {

    private final Supplier<HttpClient> http;
    private final Executor resume;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Set<CallFlow<?>> waiting;
    private final Set<CompletableFuture<Void>> pauses;
    private final AtomicBoolean closed;

    /**
     * @param http   gives the client to send on; it must not follow redirects or repeat requests on its own
     * @param resume runs calls that had to wait; it is the caller's to shut down
     * @param timer  only hands work over to {@code resume}; it is the caller's to shut down
     */
    public CallPipeline(Supplier<HttpClient> http, Executor resume, ScheduledExecutorService timer, InstantSource clock) {
        this.http = http;
        this.resume = resume;
        this.timer = timer;
        this.clock = clock;
        this.waiting = ConcurrentHashMap.newKeySet();
        this.pauses = ConcurrentHashMap.newKeySet();
        this.closed = new AtomicBoolean();
    }

    private CallPipeline(CallPipeline other, Executor resume) {
        this.http = other.http;
        this.resume = resume;
        this.timer = other.timer;
        this.clock = other.clock;
        this.waiting = other.waiting;
        this.pauses = other.pauses;
        this.closed = other.closed;
    }

    /** This pipeline, but calls that had to wait go on with another executor. Closing one closes both. */
    public CallPipeline resumingOn(Executor other) {
        return new CallPipeline(this, other);
    }

    /**
     * Sends the call until it succeeds or cannot.
     *
     * @param  bearer null to send without {@code Authorization}
     * @return        fails with a {@code ZoomException}; never with a {@code CompletionException} around it
     */
    public <T> CompletionStage<T> execute(ZoomCall call, BearerSource bearer, CallSettings settings,
            AnswerReader<T> reader) {
        CallFlow<T> flow = new CallFlow<>(this, call, bearer, settings, reader);
        flow.start();
        return flow.result();
    }

    HttpClient http() {
        return http.get();
    }

    InstantSource clock() {
        return clock;
    }

    Executor resumeExecutor() {
        return resume;
    }

    /** Runs the step after the delay, on the resume executor. */
    void later(CallFlow<?> flow, Duration delay, Runnable step) {
        waiting.add(flow);
        if (closed.get()) {
            waiting.remove(flow);
            flow.fail(flow.stopped(null));
            return;
        }
        try {
            timer.schedule(() -> handOver(flow, step), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            waiting.remove(flow);
            flow.fail(flow.stopped(e));
        }
    }

    private void handOver(CallFlow<?> flow, Runnable step) {
        if (!waiting.remove(flow)) {
            return;
        }
        try {
            resume.execute(step);
        } catch (RejectedExecutionException e) {
            flow.fail(flow.stopped(e));
        }
    }

    /**
     * For what is done between calls.
     *
     * @return completes after the delay, on the resume executor; fails with a {@code RejectedExecutionException} when the
     *         pipeline is closed
     */
    public CompletionStage<Void> pause(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        pauses.add(over);
        try {
            timer.schedule(() -> end(over), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            interrupt(over);
        }
        if (closed.get()) {
            interrupt(over);
        }
        return over;
    }

    private void end(CompletableFuture<Void> pause) {
        if (pauses.remove(pause)) {
            try {
                resume.execute(() -> pause.complete(null));
            } catch (RejectedExecutionException e) {
                pause.completeExceptionally(e);
            }
        }
    }

    private void interrupt(CompletableFuture<Void> pause) {
        if (pauses.remove(pause)) {
            pause.completeExceptionally(new RejectedExecutionException("The component was stopped"));
        }
    }

    /** Fails every call that waits; calls on the line end by themselves. */
    @Override
    public void close() {
        closed.set(true);
        pauses.forEach(this::interrupt);
        for (CallFlow<?> flow : waiting) {
            if (waiting.remove(flow)) {
                flow.fail(flow.stopped(null));
            }
        }
    }
}
