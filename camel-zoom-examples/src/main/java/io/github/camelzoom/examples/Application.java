package io.github.camelzoom.examples;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.RoutePolicySupport;

/** The Camel application of an example's folder, as Camel Main runs it. */
public final class Application implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Main main = new Main();
    private final boolean simulated;
    private final Map<String, Semaphore> done = new ConcurrentHashMap<>();

    Application(Stage stage, Example example, Map<String, String> properties) {
        simulated = stage.zoom().simulator().isPresent();
        main.setPropertyPlaceholderLocations("file:" + stage.folder().resolve("application.properties"));
        // Instead of those of the file, which are for Zoom itself.
        stage.zoom().options()
                .forEach((option, value) -> main.addOverrideProperty("camel.component.zoom." + option, value));
        main.addOverrideProperty("folder", stage.folder().toString());
        main.addOverrideProperty("work", stage.work().toString());
        Path routes = stage.dsl().routes(stage.folder());
        main.addOverrideProperty("camel.main.routesIncludePattern", routes == null ? "false" : "file:" + routes);
        if (routes == null) {
            main.configure().addRoutesBuilder(example.routes());
        }
        properties.forEach(main::addOverrideProperty);
        main.bind("ends", new Ends());
    }

    /** Starts the routes. */
    public Application start() {
        main.start();
        return this;
    }

    /** The running context. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /**
     * Waits until so many further messages have passed through a route, well or not.
     *
     * @throws IllegalStateException when that takes long with a simulator; Zoom itself has all the time it needs
     */
    public void await(String routeId, int messages) throws InterruptedException {
        if (!simulated) {
            counter(routeId).acquire(messages);
        } else if (!counter(routeId).tryAcquire(messages, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("route " + routeId + " did not end " + messages + " times");
        }
    }

    /** Runs until somebody stops the process. */
    public void serve() throws Exception {
        main.run();
    }

    private Semaphore counter(String routeId) {
        return done.computeIfAbsent(routeId, id -> new Semaphore(0));
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Counts the messages that have begun in a route and ended; parts of a split begin nowhere. */
    private final class Ends extends EventNotifierSupport implements RoutePolicyFactory {

        private final Set<String> begun = ConcurrentHashMap.newKeySet();

        @Override
        public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
            return new RoutePolicySupport() {
                @Override
                public void onExchangeBegin(Route entered, Exchange exchange) {
                    if (entered.getRouteId().equals(exchange.getFromRouteId())) {
                        begun.add(exchange.getExchangeId());
                    }
                }
            };
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeCompletedEvent || event instanceof ExchangeFailedEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            Exchange exchange = ((ExchangeEvent) event).getExchange();
            if (begun.remove(exchange.getExchangeId())) {
                counter(exchange.getFromRouteId()).release();
            }
        }
    }
}
