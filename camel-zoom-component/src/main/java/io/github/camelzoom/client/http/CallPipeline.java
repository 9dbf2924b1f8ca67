package io.github.camelzoom.client.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final Executor bulk;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Set<CallFlow<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param http   gives the client to send on; it must not follow redirects or repeat requests on its own
     * @param resume runs calls that had to wait; it is the caller's to shut down
     * @param timer  only hands work over to {@code resume}; it is the caller's to shut down
     */
    public CallPipeline(Supplier<HttpClient> http, Executor resume, ScheduledExecutorService timer, InstantSource clock) {
        this(http, resume, resume, timer, clock);
    }

    /**
     * @param bulk runs what {@link #submit} was given, from its first attempt on. Callers may block threads of {@code resume}
     *             until a submitted call is done, so these need threads of their own
     */
    public CallPipeline(Supplier<HttpClient> http, Executor resume, Executor bulk, ScheduledExecutorService timer,
            InstantSource clock) {
        this.http = http;
        this.resume = resume;
        this.bulk = bulk;
        this.timer = timer;
        this.clock = clock;
    }

    /**
     * Sends the call until it succeeds or cannot.
     *
     * @param  bearer null to send without {@code Authorization}
     * @return        fails with a {@code ZoomException}; never with a {@code CompletionException} around it
     */
    public <T> CompletionStage<T> execute(ZoomCall call, BearerSource bearer, CallSettings settings,
            AnswerReader<T> reader) {
        CallFlow<T> flow = new CallFlow<>(this, resume, call, bearer, settings, reader);
        flow.start();
        return flow.result();
    }

    /**
     * The same, but it never sends on the caller's thread: one of the bulk executor does. What follows on the stage runs there
     * too and must not block.
     */
    public <T> CompletionStage<T> submit(ZoomCall call, BearerSource bearer, CallSettings settings, AnswerReader<T> reader) {
        CallFlow<T> flow = new CallFlow<>(this, bulk, call, bearer, settings, reader);
        try {
            bulk.execute(flow::start);
        } catch (RejectedExecutionException e) {
            flow.fail(flow.stopped(e));
        }
        return flow.result();
    }

    HttpClient http() {
        return http.get();
    }

    public InstantSource clock() {
        return clock;
    }

    /** Runs calls that had to wait, and what follows on them. */
    public Executor resumeExecutor() {
        return resume;
    }

    /** Runs the step after the delay, on the flow's executor. */
    void later(CallFlow<?> flow, Duration delay, Runnable step) {
        waiting.add(flow);
        if (closed) {
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
            flow.executor().execute(step);
        } catch (RejectedExecutionException e) {
            flow.fail(flow.stopped(e));
        }
    }

    /** Fails every call that waits; calls on the line end by themselves. */
    @Override
    public void close() {
        closed = true;
        for (CallFlow<?> flow : waiting) {
            if (waiting.remove(flow)) {
                flow.fail(flow.stopped(null));
            }
        }
    }
}
