package io.github.camelzoom.authorize;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the authorize pages and the loopback callback of one component share: who hears of consents, and which callbacks
 * the pages serve themselves. Thread-safe.
 */
public final class AuthorizeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeEvents.class);

    /** Outcomes of a callback that used no consent up; anybody can bring them about. */
    private static final Set<String> NOTHING_HAPPENED = Set.of("UNKNOWN_STATE", "REPLAYED_STATE", "EXPIRED",
            "OTHER_BROWSER", "NO_CODE");

    private final InstantSource clock;
    private final List<Consumer<AuthorizationEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> callbackPaths = new CopyOnWriteArrayList<>();

    public AuthorizeEvents(InstantSource clock) {
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    /** A page is served: it hears of every consent, and takes the callbacks to its path. */
    void open(String callbackPath, Consumer<AuthorizationEvent> listener) {
        callbackPaths.add(callbackPath);
        listeners.add(listener);
    }

    void close(String callbackPath, Consumer<AuthorizationEvent> listener) {
        callbackPaths.remove(callbackPath);
        listeners.remove(listener);
    }

    /** Whether a page takes what comes to this path, so that no listener of our own must be opened for it. */
    boolean isServed(String callbackPath) {
        return callbackPaths.contains(callbackPath);
    }

    void consent(AuthorizeDesk desk, AuthorizeDesk.Outcome outcome) {
        if (outcome.connection() != null && !NOTHING_HAPPENED.contains(outcome.status())) {
            Instant expiresAt = outcome.success() ? expiresAt(desk, outcome.connection()) : null;
            publish(new AuthorizationEvent(outcome.connection(), outcome.status(), clock.instant(), expiresAt));
        }
    }

    void revoked(String connection, AuthorizeDesk.Outcome outcome) {
        if (outcome.success()) {
            publish(new AuthorizationEvent(connection, "REVOKED", clock.instant(), null));
        }
    }

    private static Instant expiresAt(AuthorizeDesk desk, String connection) {
        return desk.connections().stream().filter(view -> view.name().equals(connection)).findFirst()
                .map(AuthorizeDesk.View::expiresAt).orElse(null);
    }

    private void publish(AuthorizationEvent event) {
        for (Consumer<AuthorizationEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // One route's trouble is neither the person's nor another route's.
                LOG.warn("A route could not be told that connection {} is {}", event.connection(), event.status(), e);
            }
        }
    }
}
