package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.camelzoom.server.HttpEngine;
import org.apache.camel.Consumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSites.class);

    private final Map<Address, Site> sites = new ConcurrentHashMap<>();
    private final Map<Address, HttpEngine> reserved = new ConcurrentHashMap<>();

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
        open(engine, address, site);
    }

    /**
     * Opens a path before there is a receiver, now or by {@link #openReserved()}, if its server is one that listens before
     * routes start: it would answer 404, and Zoom does not repeat what was answered so.
     */
    void reserve(HttpEngine engine, String path) {
        if (engine.isShared()) {
            reserved.put(new Address(engine.name(), path), engine);
            openReserved();
        }
    }

    /** Opens what was reserved when there was no server yet. */
    public void openReserved() {
        reserved.forEach((address, engine) -> {
            try {
                open(engine, address, sites.computeIfAbsent(address, none -> new Site(true)));
                reserved.remove(address);
            } catch (Exception e) {
                LOG.debug("{} cannot be taken yet; if that lasts, the start of the route tells it", address.path(), e);
            }
        });
    }

    private void open(HttpEngine engine, Address address, Site site) throws Exception {
        if (site.opened.compareAndSet(false, true)) {
            try {
                site.server = engine.serve(address.path(), new WebhookHandler(site.receivers));
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
        reserved.remove(address);
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
        reserved.clear();
    }
}
