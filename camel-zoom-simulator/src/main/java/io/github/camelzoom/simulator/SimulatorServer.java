package io.github.camelzoom.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.camelzoom.simulator.event.SimulatedEvents;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.TokenTrace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries requests to the world and answers back, on one event loop, and makes the trouble that fault rules ask for. */
final class SimulatorServer {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);
    private static final int PATIENCE_SECONDS = 20;
    private static final int LONGEST_REQUEST_LINE = 64 * 1024;
    /** What waits in the kernel is lost by a reset, and would count as sent all the same. */
    private static final int SEND_BUFFER = 256 * 1024;

    private final ZoomSimulator simulator;
    private final Optional<Control> control;
    private final Vertx vertx;
    private final HttpServer server;
    private final SimulatedEvents events;
    private final AtomicLong trackingIds = new AtomicLong();

    SimulatorServer(ZoomSimulator simulator, long seed, int port, boolean control) {
        this.simulator = simulator;
        this.control = control ? Optional.of(new Control(simulator)) : Optional.empty();
        this.vertx = Vertx
                .vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE).setMaxHeaderSize(LONGEST_REQUEST_LINE).setReuseAddress(true)
                .setSendBufferSize(SEND_BUFFER)
                .setHandle100ContinueAutomatically(true);
        this.events = new SimulatedEvents(vertx, simulator.clock(), () -> simulator.world().tokens(), Connections::cut,
                seed);
        simulator.clock().onChange(events::timePassed);
        this.server = await(vertx.createHttpServer(options).requestHandler(this::receive)
                .webSocketHandshakeHandler(events::shakeHands).webSocketHandler(events::accept)
                .listen());
    }

    SimulatedEvents events() {
        return events;
    }

    private static void breakOff(HttpConnection connection, boolean reset) {
        if (reset) {
            Connections.reset(connection);
        } else {
            Connections.close(connection);
        }
    }

    int port() {
        return server.actualPort();
    }

    void close() {
        await(vertx.close());
    }

    private void receive(HttpServerRequest incoming) {
        incoming.body().onSuccess(body -> process(incoming, body.getBytes()))
                .onFailure(e -> LOG.debug("a request ended before its body did: {}", e.toString()));
    }

    private void process(HttpServerRequest incoming, byte[] body) {
        Request request = new Request(incoming.method().name(), incoming.uri(), new Headers(incoming.headers()), body,
                simulator.clock().instant(), simulator.clock().monotonicNanos(), trackingId());
        if (control.isPresent() && request.rawPath().startsWith(Control.PREFIX)) {
            Answer answer = control.get().handle(request);
            answer.headers().forEach(incoming.response()::putHeader);
            incoming.response().setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
            return;
        }
        TokenTrace trace = simulator.world().observe(request);
        JournalEntry entry = simulator.journal().record(sequence -> new JournalEntry(sequence, request, trace));
        FaultPlan plan = simulator.faults().plan(request);
        Answer answer = answer(request, trace, plan.decision());
        Consumer<Answer> onwards = a -> pass(plan.holds(), 0, () -> later(plan.delay().plus(simulator.latency()),
                () -> send(incoming, entry, request, a, plan.decision())));
        request.later().ifPresentOrElse(later -> later.thenAccept(onwards), () -> onwards.accept(answer));
    }

    private Answer answer(Request request, TokenTrace trace, Effect effect) {
        boolean ignored = effect instanceof Effect.Instead || effect instanceof Effect.Reset r && !r.afterProcessing();
        if (ignored && trace != null) {
            trace.outcome("fault");
        }
        if (effect instanceof Effect.Instead instead) {
            return instead.answer().apply(request);
        }
        if (effect instanceof Effect.Reset reset && !reset.afterProcessing()) {
            return Answer.empty(0);
        }
        if (effect instanceof Effect.ExpireToken) {
            simulator.world().expireTokenOf(request);
        }
        Answer answer = real(request, trace);
        return effect instanceof Effect.Replace replace ? replace.answer() : answer;
    }

    private Answer real(Request request, TokenTrace trace) {
        try {
            return simulator.world().answer(request, trace);
        } catch (RuntimeException e) {
            // A defect of the simulator must not look like a quirk of Zoom: say so loudly, also in the answer.
            LOG.error("the simulator failed on {} {}", request.method(), request.rawPath(), e);
            return Answer.of(599, "text/plain", stackTrace(e).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void pass(List<Hold> holds, int index, Runnable next) {
        if (index == holds.size()) {
            next.run();
        } else {
            holds.get(index).pass(() -> pass(holds, index + 1, next));
        }
    }

    private void later(Duration delay, Runnable action) {
        if (delay.isZero()) {
            vertx.runOnContext(v -> action.run());
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), id -> action.run());
        }
    }

    private void send(HttpServerRequest incoming, JournalEntry entry, Request request, Answer answer, Effect effect) {
        request.answered();
        if (incoming.response().closed()) {
            return;
        }
        if (effect instanceof Effect.Reset) {
            Connections.reset(incoming.connection());
            return;
        }
        entry.answered(answer.status());
        incoming.response().setStatusCode(answer.status()).putHeader("x-zm-trackingid", request.trackingId());
        answer.headers().forEach(incoming.response()::putHeader);
        if (effect instanceof Effect.Truncate truncate) {
            byte[] start = Arrays.copyOf(answer.body(), Math.min(truncate.bytes(), answer.body().length));
            incoming.response().putHeader("Content-Length", Integer.toString(answer.body().length));
            incoming.response().write(Buffer.buffer(start))
                    .onComplete(done -> breakOff(incoming.connection(), truncate.reset()));
        } else if (answer.file() != null) {
            new FileSender(vertx, incoming, answer.file()).start();
        } else {
            incoming.response().end(Buffer.buffer(answer.body()));
        }
    }

    private String trackingId() {
        return "v=2.0;clid=sim;rid=WEB_" + UUID.nameUUIDFromBytes(
                Long.toString(trackingIds.incrementAndGet()).getBytes(StandardCharsets.US_ASCII)).toString().replace("-", "");
    }

    private static String stackTrace(Throwable e) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                PrintWriter writer = new PrintWriter(bytes, true, StandardCharsets.UTF_8)) {
            e.printStackTrace(writer);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the simulator's server failed", e);
        }
    }
}
