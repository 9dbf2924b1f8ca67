package io.github.camelzoom.simulator.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.vertx.core.http.ServerWebSocket;

/**
 * A WebSocket event subscription: at most one live connection, a second one kicks the first. Events go out in order; while nobody is
 * connected they are lost, and the journal says so. Thread-safe.
 */
public final class SocketSubscription {

    private static final String KICKED = "Connected in another place";

    private final String id;
    private final Loop loop;
    private final VirtualClock clock;
    private final BreakOff breakOff;
    private final List<LiveSocket> sockets = new ArrayList<>();
    private final List<SentEvent> journal = new ArrayList<>();
    private SocketHabits habits = new SocketHabits(false, false);
    private String accountId;
    private boolean closesAtTokenEnd;

    SocketSubscription(String id, Loop loop, VirtualClock clock, BreakOff breakOff) {
        this.id = id;
        this.loop = loop;
        this.clock = clock;
        this.breakOff = breakOff;
    }

    /** The {@code subscriptionId} of its URL. */
    public String id() {
        return id;
    }

    /** Takes a connection in, with its token or null; on the loop. The account of the first good token owns the subscription. */
    void accept(ServerWebSocket socket, String refusal, IssuedToken token) {
        boolean foreign = refusal.isEmpty() && accountId != null && !accountId.equals(token.accountId());
        String answer = foreign ? "Invalid Token" : refusal;
        LiveSocket next = new LiveSocket(sockets.size() + 1, answer, token, socket, clock);
        if (answer.isEmpty()) {
            accountId = token.accountId();
            live(first -> first.close(KICKED));
        }
        sockets.add(next);
        next.open(() -> habits);
    }

    /** The account it belongs to; null as long as nobody connected. */
    String accountId() {
        return accountId;
    }

    /** Sends an event; returns the number of the connection it went out on, 0 when it is lost. */
    public int send(SimulatedEvent event) {
        return loop.call(() -> write(event));
    }

    /** Sends so many events in one go, in order, made by their number from 0; returns how many went out. */
    public int burst(int count, IntFunction<SimulatedEvent> events) {
        return loop.call(() -> {
            int sent = 0;
            for (int i = 0; i < count; i++) {
                sent += write(events.apply(i)) > 0 ? 1 : 0;
            }
            return sent;
        });
    }

    private int write(SimulatedEvent event) {
        timePassed();
        LiveSocket socket = habits.silent() ? null : live();
        int number = socket == null ? 0 : socket.number();
        journal.add(new SentEvent(journal.size() + 1L, number, event));
        if (socket != null) {
            socket.send(event, habits);
        }
        return number;
    }

    /** Ends the TCP connection without a WebSocket close frame; what was written before still arrives. */
    public SocketSubscription drop() {
        loop.run(() -> live(socket -> socket.breakOff(breakOff, false)));
        return this;
    }

    /** Resets the TCP connection (RST): what was written just before may not arrive, although the journal calls it sent. */
    public SocketSubscription reset() {
        loop.run(() -> live(socket -> socket.breakOff(breakOff, true)));
        return this;
    }

    /** Closes the connection with a close frame. */
    public SocketSubscription close(int code, String reason) {
        loop.run(() -> live(socket -> socket.close((short) code, reason)));
        return this;
    }

    /** Does what a second consumer does to the first, without staying itself. */
    public SocketSubscription kick() {
        loop.run(() -> live(socket -> socket.close(KICKED)));
        return this;
    }

    /** Falls silent, or speaks again: connections stay, heartbeats are not answered, events are lost. */
    public SocketSubscription silent(boolean on) {
        loop.run(() -> habits = new SocketHabits(on, habits.contentAsObject()));
        return this;
    }

    /** Sends events as objects from now on, instead of as strings of JSON. */
    public SocketSubscription contentAsObject(boolean on) {
        loop.run(() -> habits = new SocketHabits(habits.silent(), on));
        return this;
    }

    /**
     * Closes a connection when its access token has expired by the virtual clock; off by default, since Zoom does not say what
     * happens then.
     */
    public SocketSubscription closesAtTokenEnd(boolean on) {
        loop.run(() -> closesAtTokenEnd = on);
        return this;
    }

    void timePassed() {
        if (closesAtTokenEnd) {
            live(socket -> {
                if (!socket.tokenExpiresAt().isAfter(clock.instant())) {
                    socket.close("Token is invalid");
                }
            });
        }
    }

    /** All connections so far, refused ones too. */
    public List<SocketConnection> connections() {
        return loop.call(() -> sockets.stream().map(LiveSocket::snapshot).toList());
    }

    /** Whether somebody is connected. */
    public boolean connected() {
        return loop.call(() -> live() != null);
    }

    /** All events that were to go out, in order. */
    public List<SentEvent> journal() {
        return loop.call(() -> List.copyOf(journal));
    }

    /** The events that went out on a live connection, in order. */
    public List<SimulatedEvent> sent() {
        return journal().stream().filter(SentEvent::live).map(SentEvent::event).toList();
    }

    /** The events that nobody was there to receive. */
    public List<SimulatedEvent> lost() {
        return journal().stream().filter(e -> !e.live()).map(SentEvent::event).toList();
    }

    private LiveSocket live() {
        for (int i = sockets.size() - 1; i >= 0; i--) {
            if (sockets.get(i).live()) {
                return sockets.get(i);
            }
        }
        return null;
    }

    private void live(Consumer<LiveSocket> action) {
        LiveSocket socket = live();
        if (socket != null) {
            action.accept(socket);
        }
    }
}
