package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.github.camelzoom.simulator.world.Ids;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;

/**
 * What happens in the simulated Zoom, told over WebSockets and to webhooks.
 *
 * <pre>
 * SocketSubscription socket = zoom.events().sockets().subscription("sub");
 * socket.burst(10_000, i -&gt; EventSamples.of("meeting.started", accountId, i, now));
 *
 * WebhookSubscription hook = zoom.events().webhook(app, URI.create("http://localhost:8080/zoom/events"));
 * hook.send(EventSamples.of("recording.completed", accountId, 1, now));
 * zoom.clock().advance(Duration.ofMinutes(5)); // the first retry
 * </pre>
 *
 * Thread-safe. Answers and connections are waited for in real time; retries and validations follow the virtual clock.
 */
public final class SimulatedEvents {

    private final Loop loop;
    private final VirtualClock clock;
    private final VirtualTimers timers;
    private final WebhookSender sender;
    private final EventSockets sockets;
    private final Ids ids;
    private final Map<String, WebhookSubscription> webhooks = new LinkedHashMap<>();
    private volatile boolean checksSubscriptions = true;

    /** Sends from the given event loop; tokens are checked against those of the moment. */
    public SimulatedEvents(Vertx vertx, VirtualClock clock, Supplier<TokenRegistry> tokens, BreakOff breakOff, long seed) {
        this.loop = new Loop(vertx);
        this.clock = clock;
        this.timers = new VirtualTimers(loop, clock);
        this.sender = new WebhookSender(loop);
        this.sockets = new EventSockets(loop, clock, tokens, breakOff);
        this.ids = new Ids(seed ^ 0xE7E7);
    }

    /** The WebSocket side. */
    public EventSockets sockets() {
        return sockets;
    }

    /** A webhook of an app, for the events of its account; not validated. */
    public WebhookSubscription webhook(SimulatedApp app, URI url) {
        return webhook(new WebhookTarget(url, app.accountId(), app.clientId(), app.secretToken()));
    }

    /** A webhook with any credentials; not validated. */
    public WebhookSubscription webhook(WebhookTarget target) {
        return loop.call(() -> {
            String id = ids.plain();
            WebhookSubscription subscription = new WebhookSubscription(id, target, loop, clock, timers, sender, ids);
            webhooks.put(id, subscription);
            return subscription;
        });
    }

    /** All webhooks, those made through the subscription API too. */
    public List<WebhookSubscription> webhooks() {
        return loop.call(() -> List.copyOf(webhooks.values()));
    }

    /** Takes a webhook away. */
    public void remove(WebhookSubscription subscription) {
        loop.run(() -> {
            webhooks.remove(subscription.id());
            subscription.remove();
        });
    }

    /** What happens in an account, for its lists and for {@link #emit}. */
    public Happenings in(SimulatedAccount account) {
        return new Happenings(account.data(), clock, ids);
    }

    /** Tells everybody who subscribed to the events of the account: all its sockets and all its webhooks. */
    public void emit(SimulatedEvent event) {
        loop.run(() -> {
            sockets.emit(event);
            webhooks.values().stream().filter(w -> w.wants(event)).forEach(w -> w.send(event));
        });
    }

    /** Whether the subscription API validates URLs and event names before it creates; it does unless turned off. */
    public boolean checksSubscriptions() {
        return checksSubscriptions;
    }

    /** Sets {@link #checksSubscriptions()}. */
    public SimulatedEvents checksSubscriptions(boolean on) {
        checksSubscriptions = on;
        return this;
    }

    /** Accepts or refuses a WebSocket before it is one. */
    public void shakeHands(ServerWebSocketHandshake handshake) {
        sockets.shakeHands(handshake);
    }

    /** Takes a WebSocket in. */
    public void accept(ServerWebSocket socket) {
        sockets.accept(socket);
    }

    /** Does what is due by the virtual clock. */
    public void timePassed() {
        loop.later(() -> {
            timers.runDue();
            sockets.timePassed();
        });
    }

    /** Forgets all subscriptions and ends all connections. */
    public void reset() {
        loop.run(() -> {
            webhooks.values().forEach(WebhookSubscription::remove);
            webhooks.clear();
            timers.clear();
        });
        sockets.reset();
        checksSubscriptions = true;
    }
}
