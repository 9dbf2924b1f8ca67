package io.github.camelzoom.client.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.camelzoom.client.limit.RateGovernor;
import io.github.camelzoom.client.limit.RatePermit;
import org.apache.hc.client5.http.classic.HttpClient;

/**
 * Sends calls: bearer, request, interpretation, repetition. Thread-safe.
 *
 * <p>
 * With a fresh token a call is sent on the caller's thread and the stage is complete on return. Whatever has to wait (a
 * token on its way, a rate limit, a back-off) waits on a timer; the resumed call runs on the resume executor.
 */
public final class CallPipeline implements AutoCloseable {

    /** Stands for a timer, which may as well run: it finds nothing to do. */
    private static final Future<?> TIMER = CompletableFuture.completedFuture(null);

    private final Supplier<HttpClient> http;
    private final Executor resume;
    private final Executor bulk;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final RateGovernor governor;
    /** Who waits, and what for. Whoever takes an entry out, timer, permit or {@link #close}, owns what follows. */
    private final Map<CallFlow<?>, Future<?>> waiting;
    private final Set<CompletableFuture<Void>> pauses;
    private final AtomicBoolean closed;

    /**
     * @param http   gives the client to send on; it must not follow redirects or repeat requests on its own
     * @param resume runs calls that had to wait; it is the caller's to shut down
     * @param timer  only hands work over to {@code resume}; it is the caller's to shut down
     * @param governor says when a call may go; it may be shared with other pipelines and is the caller's to close
     */
    public CallPipeline(Supplier<HttpClient> http, Executor resume, ScheduledExecutorService timer, InstantSource clock,
            RateGovernor governor) {
        this(http, resume, resume, timer, clock, governor);
    }

    /**
     * @param bulk runs what {@link #submit} was given, from its first attempt on. Callers may block threads of {@code resume}
     *             until a submitted call is done, so these need threads of their own
     */
    public CallPipeline(Supplier<HttpClient> http, Executor resume, Executor bulk, ScheduledExecutorService timer,
            InstantSource clock, RateGovernor governor) {
        this.http = http;
        this.resume = resume;
        this.bulk = bulk;
        this.timer = timer;
        this.clock = clock;
        this.governor = governor;
        this.waiting = new ConcurrentHashMap<>();
        this.pauses = ConcurrentHashMap.newKeySet();
        this.closed = new AtomicBoolean();
    }

    private CallPipeline(CallPipeline other, Executor resume) {
        this.http = other.http;
        this.resume = resume;
        this.bulk = other.bulk;
        this.timer = other.timer;
        this.clock = other.clock;
        this.governor = other.governor;
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

    RateGovernor governor() {
        return governor;
    }

    /** Runs the step after the delay, on the flow's executor. */
    void later(CallFlow<?> flow, Duration delay, Runnable step) {
        if (!register(flow, TIMER)) {
            return;
        }
        try {
            timer.schedule(() -> handOver(flow, step), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            if (waiting.remove(flow) != null) {
                flow.fail(flow.stopped(e));
            }
        }
    }

    /** Runs the step on the flow's executor when the permit, or its refusal, is there. */
    void whenPermitted(CallFlow<?> flow, CompletableFuture<RatePermit> permit, Runnable step) {
        if (!register(flow, permit)) {
            permit.cancel(false);
            return;
        }
        permit.whenComplete((granted, refused) -> {
            if (!handOver(flow, step) && granted != null) {
                granted.close();
            }
        });
    }

    private boolean register(CallFlow<?> flow, Future<?> event) {
        waiting.put(flow, event);
        if (closed.get() && waiting.remove(flow) != null) {
            flow.fail(flow.stopped(null));
            return false;
        }
        return true;
    }

    private boolean handOver(CallFlow<?> flow, Runnable step) {
        if (waiting.remove(flow) == null) {
            return false;
        }
        try {
            flow.executor().execute(step);
            return true;
        } catch (RejectedExecutionException e) {
            flow.fail(flow.stopped(e));
            return false;
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
        for (CallFlow<?> flow : waiting.keySet()) {
            Future<?> event = waiting.remove(flow);
            if (event != null) {
                event.cancel(false);
                flow.fail(flow.stopped(null));
            }
        }
    }
}
