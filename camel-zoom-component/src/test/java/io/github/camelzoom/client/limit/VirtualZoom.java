package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Zoom as it counts: accepted requests in the second before each arrival. Arrivals come as late as the test says. */
final class VirtualZoom {

    private static final long SECOND = 1_000_000_000L;

    private final Calls calls;
    private final long window;
    private final LongSupplier toZoom;
    private final LongSupplier fromZoom;
    private final Deque<Long> accepted = new ArrayDeque<>();
    private int limit;
    int answers;
    int refused;
    int most;

    /** Latencies in nanoseconds. */
    VirtualZoom(Calls calls, int limit, Duration window, LongSupplier toZoom, LongSupplier fromZoom) {
        this.calls = calls;
        this.limit = limit;
        this.window = window.toNanos();
        this.toZoom = toZoom;
        this.fromZoom = fromZoom;
    }

    static VirtualZoom perSecond(Calls calls, int limit, LongSupplier toZoom) {
        return new VirtualZoom(calls, limit, Duration.ofNanos(SECOND), toZoom, toZoom);
    }

    void limit(int permits) {
        limit = permits;
    }

    /** Calls until it succeeds, as the pipeline does. */
    CompletableFuture<Void> call(RateRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        call(request, done);
        return done;
    }

    private void call(RateRequest request, CompletableFuture<Void> done) {
        calls.ask(request).whenComplete((permit, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
                return;
            }
            permit.sending();
            later(toZoom.getAsLong(), () -> arrive(request, permit, done));
        });
    }

    private void arrive(RateRequest request, RatePermit permit, CompletableFuture<Void> done) {
        boolean taken = take();
        later(fromZoom.getAsLong(), () -> {
            answers++;
            if (taken) {
                permit.answered(200, Calls.NO_HEADERS);
                permit.close();
                done.complete(null);
            } else {
                refused++;
                permit.refused(calls.tooFast());
                permit.close();
                call(new RateRequest(request.caller(), request.connection(), request.operation(), request.rateClass(),
                        request.priority(), request.patience(), true), done);
            }
        });
    }

    /** A request of another node will arrive. */
    void arrive(long latency) {
        later(latency, () -> refused += take() ? 0 : 1);
    }

    /** A request of this or another app arrives. */
    boolean take() {
        long now = calls.clock.getAsLong();
        while (!accepted.isEmpty() && now - accepted.peekFirst() >= window) {
            accepted.pollFirst();
        }
        if (accepted.size() >= limit) {
            return false;
        }
        accepted.addLast(now);
        most = Math.max(most, accepted.size());
        return true;
    }

    private void later(long nanos, Runnable event) {
        if (nanos <= 0) {
            event.run();
        } else {
            calls.timer.schedule(event, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
