package io.github.camelzoom.client.auth;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners. Immutable and thread-safe. */
final class TokenListeners {

    private static final Logger LOG = LoggerFactory.getLogger(TokenManager.class);

    private final List<TokenListener> listeners;

    TokenListeners(List<TokenListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(TokenEvent event) {
        log(event);
        for (TokenListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("Token listener {} failed on {} of connection '{}': {}", listener.getClass().getName(), event.type(),
                        event.connection(), e.getClass().getName());
                LOG.debug("The listener's failure", e);
            }
        }
    }

    private static void log(TokenEvent event) {
        if (event.type().needsAttention()) {
            LOG.warn("{} for connection '{}' (token {}, version {}): {}", event.type(), event.connection(),
                    event.fingerprint(), event.version(), event.detail());
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("{} for connection '{}' (token {}, version {}, took {}): {}", event.type(), event.connection(),
                    event.fingerprint(), event.version(), event.took(), event.detail());
        }
    }
}
