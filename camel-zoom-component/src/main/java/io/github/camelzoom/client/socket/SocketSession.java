package io.github.camelzoom.client.socket;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.socket.SocketConnector.RefusedException;
import io.github.camelzoom.client.socket.SocketStatus.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one event subscription connected, and hands out its events one after another, in Zoom's order. Of what is not taken
 * at once a bounded part is read ahead ({@code Arrivals}); the rest waits at Zoom's end of the line.
 *
 * <p>
 * Zoom keeps nothing for later, so what matters is to be without a connection as seldom and as shortly as possible. Before
 * a token ends the next connection is made while the old one still delivers: Zoom ends the old one then, and the new one is
 * read from when the old one has been read to its end.
 *
 * <p>
 * Everything happens in steps that follow one another, on threads of the executor; there is no lock. Thread-safe.
 *
 * @see <a href="https://developers.zoom.us/docs/api/websockets/">Zoom: WebSockets</a>
 */
public final class SocketSession {

    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);
    private static final String HEARTBEAT = "{\"module\":\"heartbeat\"}";
    private static final long TICK_MILLIS = 1_000;
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);
    private static final Duration TOKEN_PAUSE = Duration.ofSeconds(10);

    /** Takes what a session brings; called from one step after another, and must not block. */
    public interface Handler {

        /**
         * An event.
         *
         * @param  json as a webhook would have it
         * @return      complete when the next one may come; how it went is not looked at
         */
        CompletionStage<?> event(byte[] json);

        /**
         * There is a connection, again or for the first time.
         *
         * @param gap how long there was none; null for the first
         */
        void connected(Duration gap);
    }

    private final SocketContext context;
    private final SocketTimes times;
    private final Handler handler;
    private final SerialExecutor steps;
    private final Arrivals arrivals;
    private volatile SocketStatus status = SocketStatus.STOPPED;

    // Of the steps alone.
    private boolean running;
    private SocketLine current;
    private SocketLine next;
    private boolean connecting;
    private String rejected;
    private int failures;
    private Long lostNano;
    private Future<?> ticks;
    private Future<?> retry;
    private CompletableFuture<Void> stopping;

    public SocketSession(SocketContext context, SocketTimes times, Handler handler) {
        this.context = context;
        this.times = times;
        this.handler = handler;
        this.steps = new SerialExecutor(context.executor());
        this.arrivals = new Arrivals(handler::event, steps, () -> {
            demand();
            stopWhenEmpty();
        });
    }

    /** How it stands. */
    public SocketStatus status() {
        return status;
    }

    /** Begins to connect; what goes wrong is tried again for as long as it runs. A stop that is not over is called off. */
    public void start() {
        steps.execute(() -> {
            running = true;
            if (stopping != null) {
                stopping.complete(null);
                stopping = null;
            }
            cancel(ticks);
            ticks = context.timer().scheduleWithFixedDelay(() -> steps.execute(this::tick), TICK_MILLIS, TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
            arrivals.go();
            connect();
        });
    }

    /**
     * Ends the connection. What Zoom had sent before it heard of that is still read and handed out. It can be started again.
     *
     * @return complete when the last event has been taken
     */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        steps.execute(() -> {
            if (stopping != null) {
                stopping.complete(null);
            }
            stopping = stopped;
            cancel(ticks);
            cancel(retry);
            arrivals.go();
            if (current == null) {
                leave();
            } else {
                current.channel().close();
                demand();
                giveUpLater(stopped);
            }
            stopWhenEmpty();
        });
        return stopped;
    }

    /**
     * Ends a stop that takes too long: the connection is cut, and nothing more is handed out.
     *
     * @return how many events have arrived and are kept, until it is started, or stopped once more
     */
    public CompletionStage<Integer> hold() {
        CompletableFuture<Integer> left = new CompletableFuture<>();
        steps.execute(() -> {
            int kept = arrivals.hold();
            if (stopping != null) {
                stopped();
            }
            left.complete(kept);
        });
        return left;
    }

    private void giveUpLater(CompletableFuture<Void> stopped) {
        context.timer().schedule(() -> steps.execute(() -> giveUp(stopped)), times.drain().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp(CompletableFuture<Void> stopped) {
        if (stopping != stopped || current == null) {
            return;
        }
        if (current.isSilent(nano(), times.drain())) {
            current.fail("not ended by Zoom");
        } else {
            giveUpLater(stopped);
        }
    }

    private void stopWhenEmpty() {
        if (stopping != null && current == null && arrivals.isEmpty()) {
            stopped();
        }
    }

    private void stopped() {
        running = false;
        leave();
        lostNano = null;
        status = status.in(Phase.STOPPED, now());
        stopping.complete(null);
        stopping = null;
    }

    private void leave() {
        SocketLine left = current;
        SocketLine coming = next;
        current = null;
        next = null;
        // A token or a connection that is on its way is dropped when it comes.
        connecting &= coming == null || coming.isBuilt();
        abort(left);
        abort(coming);
    }

    private static void abort(SocketLine line) {
        if (line != null) {
            line.channel().abort();
        }
    }

    private static void cancel(Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private boolean isWanted() {
        return running && stopping == null;
    }

    private void connect() {
        if (!isWanted() || connecting) {
            return;
        }
        connecting = true;
        if (current == null) {
            status = status.in(Phase.CONNECTING, now());
        }
        CompletionStage<AccessToken> token;
        try {
            token = rejected == null ? context.tokens().token() : context.tokens().replace(rejected);
        } catch (RuntimeException e) {
            token = CompletableFuture.failedStage(e);
        }
        token.whenComplete((value, failure) -> steps.execute(() -> tokenCame(value, failure)));
    }

    private void tokenCame(AccessToken token, Throwable failure) {
        if (!isWanted()) {
            connecting = false;
        } else if (failure != null) {
            unconnected("no token: " + cause(failure).getMessage());
        } else if (current != null && current.fingerprint().equals(token.fingerprint()) && isBeingReplaced(token)) {
            connecting = false;
            current.renewAt(now().plus(TOKEN_PAUSE));
        } else {
            rejected = null;
            SocketLine line = new SocketLine(token, this::frame, this::ended, arrivals::hasRoom, steps);
            CompletionStage<SocketChannel> opening;
            try {
                opening = context.connector().open(url(token), line);
            } catch (RuntimeException e) {
                opening = CompletableFuture.failedStage(new RefusedException("no connection: " + e.getClass().getSimpleName(),
                        0));
            }
            opening.whenComplete((channel, refusal) -> steps.execute(() -> opened(line, channel, refusal)));
        }
    }

    /** Connected anew with this token it would have to be again with the next. */
    private boolean isBeingReplaced(AccessToken token) {
        Instant now = now();
        return !now.isBefore(token.refreshAt()) && now.isBefore(token.expiresAt());
    }

    private URI url(AccessToken token) {
        String base = context.url().toString();
        return URI.create(base + (base.indexOf('?') < 0 ? '?' : '&') + "subscriptionId=" + encode(context.subscriptionId())
                + "&access_token=" + encode(token.value().reveal()));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void opened(SocketLine line, SocketChannel channel, Throwable refusal) {
        if (!isWanted()) {
            connecting = false;
            if (channel != null) {
                channel.abort();
            }
        } else if (refusal != null) {
            if (cause(refusal) instanceof RefusedException refused && refused.isTokenTrouble()) {
                rejected = line.fingerprint();
            }
            unconnected(cause(refusal).getMessage());
        } else {
            next = line;
            line.open(channel, nano());
        }
    }

    private void frame(SocketLine line, String text) {
        if (!running || line != current && line != next) {
            return;
        }
        line.heard(nano());
        SocketFrame frame = SocketFrame.parse(text);
        boolean event = frame.kind() == SocketFrame.Kind.EVENT;
        status = status.heard(now(), event);
        if (!event && !frame.success()) {
            rejected = frame.isTokenTrouble() ? line.fingerprint() : null;
            line.fail("Zoom says: " + (frame.content().length() > 100 ? "..." : frame.content()));
            return;
        }
        if (!line.isBuilt() && (event || frame.kind() == SocketFrame.Kind.BUILD_CONNECTION)) {
            built(line);
        }
        line.took(text, frame);
        if (line == current) {
            arrivals.add(line.takeEvents());
        }
        line.request(nano());
    }

    private void built(SocketLine line) {
        connecting = false;
        line.built(nano(), times.renewAt(now(), line.tokenEnds()));
        context.tokens().accepted(line.fingerprint());
        if (current == null) {
            promote(line);
        }
        // Else it waits until the old one, which Zoom ends now, has been read to its end.
    }

    private void promote(SocketLine line) {
        Duration gap = lostNano == null ? null : Duration.ofNanos(nano() - lostNano);
        current = line;
        next = null;
        lostNano = null;
        status = status.connected(now(), gap);
        LOG.info("Subscription {} is connected{}", context.subscriptionId(), gap == null
                ? ""
                : " again, after " + gap.toMillis() + " ms without");
        handler.connected(gap);
        arrivals.add(line.takeEvents());
        demand();
    }

    private void demand() {
        if (running && current != null) {
            current.request(nano());
        }
    }

    private void ended(SocketLine line, String words) {
        line.end(words);
        if (!running || line != current && line != next) {
            return;
        }
        arrivals.add(line.takeEvents());
        if (line == next) {
            next = null;
            if (stopping != null) {
                connecting = false;
            } else {
                unconnected(line.endReason());
            }
            return;
        }
        current = null;
        lostNano = nano();
        if (next != null && next.isBuilt()) {
            SocketLine successor = next;
            promote(successor);
            if (stopping != null) {
                successor.channel().close();
                giveUpLater(stopping);
            }
        } else if (stopping != null) {
            leave();
            stopWhenEmpty();
        } else if (connecting) {
            status = status.in(Phase.CONNECTING, now());
        } else {
            lost(line, line.endReason());
        }
    }

    /** An attempt to connect has come to nothing. */
    private void unconnected(String reason) {
        connecting = false;
        if (current == null) {
            failed(reason);
            return;
        }
        LOG.info("Subscription {} could not be connected anew: {}. The connection that there is goes on",
                context.subscriptionId(), reason);
        status = status.with(reason);
        current.renewAt(now().plus(RENEWAL_PAUSE));
    }

    private void lost(SocketLine line, String reason) {
        boolean kicked = line.isKicked() || SocketFrame.isKick(reason);
        if (kicked) {
            LOG.warn("Subscription {} was connected in another place. Only one connection gets its events: run one consumer,"
                    + " or put master: before it in a cluster", context.subscriptionId());
        }
        if (!kicked && SocketTimes.isGood(line.age(nano()), line.hasBroughtEvent())) {
            failures = 0;
            again(reason);
        } else {
            failed(kicked ? "connected in another place" : reason);
        }
    }

    private void failed(String reason) {
        failures++;
        again(reason);
    }

    private void again(String reason) {
        Duration wait = times.beforeReconnect(failures, context.random());
        LOG.info("Subscription {} is not connected: {}. Next attempt in {} ms", context.subscriptionId(), reason,
                wait.toMillis());
        status = status.with(reason).in(Phase.WAITING, now());
        retry = context.timer().schedule(() -> steps.execute(this::connect), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!running) {
            return;
        }
        long now = nano();
        if (current != null) {
            current.beat(now, times.heartbeat(), HEARTBEAT);
            if (current.isSilent(now, times.silence())) {
                current.fail("nothing was heard for " + times.silence().toSeconds() + " s");
            } else if (next == null && !connecting && !now().isBefore(current.renewAt())) {
                LOG.debug("Subscription {} is connected anew, since its token will end", context.subscriptionId());
                connect();
            } else if (next != null && next.isBuilt() && next.sinceBuilt(now).compareTo(times.drain()) >= 0
                    && current.isSilent(now, times.drain())) {
                current.fail("replaced");
            }
        }
        if (next != null && next.isBuilt()) {
            // It may have to wait for long: the old one is read no faster than events are taken.
            next.beat(now, times.heartbeat(), HEARTBEAT);
        } else if (next != null && next.age(now).compareTo(times.build()) >= 0) {
            next.fail("no answer to the connection");
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private long nano() {
        return context.nanos().getAsLong();
    }

    private Instant now() {
        return context.clock().instant();
    }
}
