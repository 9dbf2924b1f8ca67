package io.github.camelzoom.simulator.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;

/**
 * The WebSocket server of events, {@code /ws?subscriptionId=...&access_token=...}. A subscription is there as soon as somebody names
 * it. The token must stand in the query; one in a header only is "token is empty", as users report. Thread-safe.
 */
public final class EventSockets {

    private static final String PATH = "/ws";

    private final Loop loop;
    private final VirtualClock clock;
    private final Supplier<TokenRegistry> tokens;
    private final BreakOff breakOff;
    private final Map<String, SocketSubscription> subscriptions = new LinkedHashMap<>();
    private int refusals;
    private int refusalStatus;
    private String invalidToken = "Invalid Token";

    EventSockets(Loop loop, VirtualClock clock, Supplier<TokenRegistry> tokens, BreakOff breakOff) {
        this.loop = loop;
        this.clock = clock;
        this.tokens = tokens;
        this.breakOff = breakOff;
    }

    /** The subscription with this id. */
    public SocketSubscription subscription(String id) {
        return loop.call(() -> named(id));
    }

    private SocketSubscription named(String id) {
        return subscriptions.computeIfAbsent(id, i -> new SocketSubscription(i, loop, clock, breakOff));
    }

    /** Refuses the next handshakes with an HTTP status. */
    public EventSockets refuseHandshakes(int count, int status) {
        loop.run(() -> {
            refusals = count;
            refusalStatus = status;
        });
        return this;
    }

    /** What is said of a bad token: {@code Invalid Token}, unless changed to {@code Token is invalid}. */
    public EventSockets invalidTokenText(String text) {
        loop.run(() -> invalidToken = text);
        return this;
    }

    void shakeHands(ServerWebSocketHandshake handshake) {
        if (!handshake.path().equals(PATH)) {
            handshake.reject(404);
        } else if (refusals > 0) {
            refusals--;
            handshake.reject(refusalStatus);
        } else {
            handshake.accept();
        }
    }

    void accept(ServerWebSocket socket) {
        FormParameters query = FormParameters.parse(socket.query());
        Optional<String> value = query.nonEmpty("access_token");
        Optional<IssuedToken> token = value.flatMap(t -> tokens.get().find(t))
                .filter(t -> t.expiresAt().isAfter(clock.instant()) && t.app().active());
        String refusal = value.isEmpty() ? "token is empty" : token.isEmpty() ? invalidToken : "";
        named(query.nonEmpty("subscriptionId").orElse("")).accept(socket, refusal, token.orElse(null));
    }

    void emit(SimulatedEvent event) {
        subscriptions.values().stream().filter(s -> event.accountId().equals(s.accountId())).forEach(s -> s.send(event));
    }

    /** All subscriptions that were named. */
    public List<SocketSubscription> all() {
        return loop.call(() -> List.copyOf(subscriptions.values()));
    }

    void timePassed() {
        subscriptions.values().forEach(SocketSubscription::timePassed);
    }

    void reset() {
        loop.run(() -> {
            subscriptions.values().forEach(SocketSubscription::drop);
            subscriptions.clear();
            refusals = 0;
            invalidToken = "Invalid Token";
        });
    }
}
