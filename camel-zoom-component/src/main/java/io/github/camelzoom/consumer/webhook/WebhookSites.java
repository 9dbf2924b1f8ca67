package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.Consumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The paths of a CamelContext that webhooks come in on. Several receivers share a path, since an HTTP server hands a path
 * to one only. A path stays open while its routes are stopped, and Zoom is told to come again: a 404 would lose events.
 * Thread-safe.
 */
public final class WebhookSites {

    private record Address(String server, String path) {}

    private static final class Site {

        private final List<WebhookReceiver> receivers = new CopyOnWriteArrayList<>();
        private final AtomicBoolean opened = new AtomicBoolean();
        private final boolean shared;
        private volatile Consumer server;

        Site(boolean shared) {
            this.shared = shared;
        }
    }

    private final Map<Address, Site> sites = new ConcurrentHashMap<>();

    /**
     * Adds a receiver to a path, which is opened for the first one.
     *
     * @throws Exception when the server cannot serve the path
     */
    void join(HttpEngine engine, String path, WebhookReceiver receiver) throws Exception {
        Address address = new Address(engine.name(), path);
        Site site;
        do {
            site = sites.computeIfAbsent(address, none -> new Site(engine.isShared()));
            site.receivers.add(receiver);
        } while (sites.get(address) != site);
        if (site.opened.compareAndSet(false, true)) {
            try {
                site.server = engine.serve(path, new WebhookHandler(site.receivers));
                ServiceHelper.startService(site.server);
            } catch (Exception e) {
                sites.remove(address, site);
                ServiceHelper.stopAndShutdownService(site.server);
                throw e;
            }
        }
    }

    /** The receiver takes no more; whoever else is there goes on. */
    void leave(HttpEngine engine, String path, WebhookReceiver receiver) {
        Site site = sites.get(new Address(engine.name(), path));
        if (site != null) {
            site.receivers.remove(receiver);
        }
    }

    /** Closes a path when nobody receives there any more. */
    void closeIfLeft(HttpEngine engine, String path) {
        Address address = new Address(engine.name(), path);
        Site site = sites.get(address);
        if (site != null && site.receivers.isEmpty() && sites.remove(address, site)) {
            ServiceHelper.stopAndShutdownService(site.server);
        }
    }

    /** The context stops. A server that it shares with others ends by itself, and answers "come again" until then. */
    public void close() {
        sites.values().stream().filter(site -> !site.shared).forEach(site -> ServiceHelper.stopAndShutdownService(
                site.server));
        sites.clear();
    }
}
