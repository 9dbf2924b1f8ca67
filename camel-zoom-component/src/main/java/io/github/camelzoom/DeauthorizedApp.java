package io.github.camelzoom;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.flow.Deauthorization;
import io.github.camelzoom.client.auth.flow.Deauthorization.Event;
import io.github.camelzoom.client.auth.flow.Deauthorization.Outcome;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.event.EventEnvelope;
import io.github.camelzoom.producer.ApiClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reacts to {@code app_deauthorized} on behalf of the component's connections, whether the route wants the event or not.
 * The event says who removed the app, and no token says whose it is. Zoom knows: a connection that could be the one makes
 * one call, and its tokens go with Zoom's refusal. Thread-safe; does not block.
 */
final class DeauthorizedApp implements Consumer<EventEnvelope> {

    private static final Logger LOG = LoggerFactory.getLogger(DeauthorizedApp.class);
    private static final String EVENT = "app_deauthorized";
    /** Of an app with more connections than that, most are other people's; their next call finds out. */
    private static final int MOST_ASKED = 20;

    private final ZoomComponent component;

    DeauthorizedApp(ZoomComponent component) {
        this.component = component;
    }

    @Override
    public void accept(EventEnvelope envelope) {
        if (!envelope.event().equals(EVENT)) {
            return;
        }
        String client = envelope.payload("client_id");
        String account = envelope.payload("account_id");
        String user = envelope.payload("user_id");
        if (client == null || account == null || user == null) {
            LOG.warn("{} says neither which app nor who; no connection is looked at", EVENT);
            return;
        }
        Event event = new Event(client, account, user, time(envelope));
        int asked = 0;
        for (String name : component.opened().names()) {
            try {
                ApiClient api = component.opened().named(name, component.getConfiguration());
                if (api.bearer() instanceof ManagedBearer bearer && asked < MOST_ASKED) {
                    asked += look(event, api, bearer) ? 1 : 0;
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("Connection {} cannot be opened, and has no tokens to drop", name);
            }
        }
    }

    private boolean look(Event event, ApiClient api, ManagedBearer bearer) {
        // The account of the settings is not that of the person who consented.
        Outcome outcome = new Deauthorization(bearer.manager()).dropTokens(event, bearer.source(), null, null)
                .toCompletableFuture().getNow(Outcome.UNKNOWN);
        if (outcome != Outcome.UNKNOWN || !bearer.state().phase().isUp()) {
            return false;
        }
        RequestLine me = RequestLine.of(OperationCatalog.zoom().require("users/get"), Map.of("userId", "me"));
        api.execute(EVENT, me, null, answer -> answer.status()).whenComplete((status, failure) -> LOG.info(
                "A user has removed the app {}. Connection {}: {}", event.clientId(), api.name(),
                failure == null ? "it is another user's and goes on" : failure.getMessage()));
        return true;
    }

    private static Instant time(EventEnvelope envelope) {
        try {
            return Instant.parse(String.valueOf(envelope.payload("deauthorization_time")));
        } catch (DateTimeException e) {
            return envelope.timestamp() != null
                    ? Instant.ofEpochMilli(envelope.timestamp())
                    : SystemTime.clock().instant();
        }
    }
}
