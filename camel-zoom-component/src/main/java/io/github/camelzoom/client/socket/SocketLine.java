package io.github.camelzoom.client.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

import io.github.camelzoom.client.auth.AccessToken;

/** One connection of a session, and what is known about it. But for what it hears, of the session's steps alone. */
final class SocketLine implements SocketChannel.Listener {

    private final AccessToken token;
    private final String fingerprint;
    private final BiConsumer<SocketLine, String> onText;
    private final BiConsumer<SocketLine, String> onEnd;
    private final LongPredicate room;
    private final Executor steps;
    /** What was read and has not gone on to the handler's queue. */
    private final AtomicLong ahead = new AtomicLong();

    private SocketChannel channel;
    /** What came before the step that says it is open. */
    private final Deque<Runnable> early = new ArrayDeque<>();
    private long openedNano;
    private long builtNano;
    private long beatNano;
    private boolean built;
    private Instant renewAt;
    private boolean asked;
    private long askedNano;
    private boolean broughtEvent;
    private boolean kicked;
    private final List<SocketFrame> held = new ArrayList<>();
    private long heldSize;
    private String endReason;

    /**
     * @param onText a message, as a step
     * @param onEnd  the end and its reason, as a step; may come twice
     * @param room   whether the handler's queue has room beside so many characters; from any thread
     */
    SocketLine(AccessToken token, BiConsumer<SocketLine, String> onText, BiConsumer<SocketLine, String> onEnd,
            LongPredicate room, Executor steps) {
        this.token = token;
        this.fingerprint = token.fingerprint();
        this.onText = onText;
        this.onEnd = onEnd;
        this.room = room;
        this.steps = steps;
    }

    @Override
    public boolean text(String message) {
        boolean more = room.test(ahead.addAndGet(Arrivals.sizeOf(message)));
        step(() -> {
            asked = more;
            onText.accept(this, message);
        });
        return more;
    }

    @Override
    public void ended(String reason) {
        step(() -> onEnd.accept(this, reason));
    }

    private void step(Runnable step) {
        steps.execute(() -> {
            if (channel == null) {
                early.add(step);
            } else {
                step.run();
            }
        });
    }

    /** From now on it is heard; it has been asked for its first message. */
    void open(SocketChannel opened, long nano) {
        channel = opened;
        openedNano = nano;
        asked = true;
        askedNano = nano;
        while (!early.isEmpty()) {
            early.remove().run();
        }
    }

    void built(long nano, Instant renewal) {
        built = true;
        builtNano = nano;
        beatNano = nano;
        renewAt = renewal;
    }

    /** Asks for the next message if there is room for it, or no event can come yet, and it is not on its way. */
    void request(long nano) {
        if (!asked && (!built || room.test(ahead.get()))) {
            asked = true;
            askedNano = nano;
            channel.request();
        }
    }

    void heard(long nano) {
        askedNano = nano;
    }

    /** Whether something was asked for and nothing has come for so long. While nothing is asked for nothing can come. */
    boolean isSilent(long nano, Duration limit) {
        return asked && nano - askedNano >= limit.toNanos();
    }

    /** Cuts it. */
    void fail(String reason) {
        onEnd.accept(this, reason);
        channel.abort();
    }

    /** Keeps what a message says; an event until it is taken. */
    void took(String message, SocketFrame frame) {
        kicked |= frame.isKick();
        heldSize += Arrivals.sizeOf(message);
        if (frame.kind() == SocketFrame.Kind.EVENT) {
            broughtEvent = true;
            held.add(frame);
        }
    }

    /** The events that have come, in their order. */
    List<SocketFrame> takeEvents() {
        List<SocketFrame> events = List.copyOf(held);
        held.clear();
        ahead.addAndGet(-heldSize);
        heldSize = 0;
        return events;
    }

    /** Sends a heartbeat if it is time for one. */
    void beat(long nano, Duration pause, String heartbeat) {
        if (nano - beatNano >= pause.toNanos()) {
            beatNano = nano;
            channel.send(heartbeat);
        }
    }

    void end(String reason) {
        // Whoever refuses a token may quote it.
        endReason = endReason == null ? reason.replace(token.value().reveal(), "...") : endReason;
    }

    /** Why it ended; null while it has not. */
    String endReason() {
        return endReason;
    }

    void renewAt(Instant renewal) {
        renewAt = renewal;
    }

    String fingerprint() {
        return fingerprint;
    }

    Instant tokenEnds() {
        return token.expiresAt();
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isBuilt() {
        return built;
    }

    boolean isKicked() {
        return kicked;
    }

    boolean hasBroughtEvent() {
        return broughtEvent;
    }

    Instant renewAt() {
        return renewAt;
    }

    Duration age(long nano) {
        return Duration.ofNanos(nano - openedNano);
    }

    Duration sinceBuilt(long nano) {
        return Duration.ofNanos(nano - builtNano);
    }
}
