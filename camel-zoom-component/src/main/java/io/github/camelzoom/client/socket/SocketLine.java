package io.github.camelzoom.client.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import io.github.camelzoom.client.auth.AccessToken;

/** One connection of a session, and what is known about it. But for what it hears, of the session's steps alone. */
final class SocketLine implements SocketChannel.Listener {

    private final AccessToken token;
    private final String fingerprint;
    private final BiConsumer<SocketLine, String> onText;
    private final BiConsumer<SocketLine, String> onEnd;
    private final Executor steps;

    private SocketChannel channel;
    private long openedNano;
    private long builtNano;
    private long beatNano;
    private boolean built;
    private Instant renewAt;
    private boolean asked;
    private long askedNano;
    private boolean broughtEvent;
    private boolean kicked;
    private SocketFrame held;
    private String endReason;

    /**
     * @param onText a message, as a step
     * @param onEnd  the end and its reason, as a step; may come twice
     */
    SocketLine(AccessToken token, BiConsumer<SocketLine, String> onText, BiConsumer<SocketLine, String> onEnd, Executor steps) {
        this.token = token;
        this.fingerprint = token.fingerprint();
        this.onText = onText;
        this.onEnd = onEnd;
        this.steps = steps;
    }

    @Override
    public void text(String message) {
        steps.execute(() -> onText.accept(this, message));
    }

    @Override
    public void ended(String reason) {
        steps.execute(() -> onEnd.accept(this, reason));
    }

    void open(SocketChannel opened, long nano) {
        channel = opened;
        openedNano = nano;
    }

    void built(long nano, Instant renewal) {
        built = true;
        builtNano = nano;
        beatNano = nano;
        renewAt = renewal;
    }

    /** Asks for the next message, once. */
    void request(long nano) {
        if (!asked) {
            asked = true;
            askedNano = nano;
            channel.request();
        }
    }

    void heard() {
        asked = false;
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
    void took(SocketFrame frame) {
        kicked |= frame.isKick();
        if (frame.kind() == SocketFrame.Kind.EVENT) {
            broughtEvent = true;
            held = frame;
        }
    }

    /** The event that has come; null when there is none. */
    SocketFrame takeEvent() {
        SocketFrame event = held;
        held = null;
        return event;
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
