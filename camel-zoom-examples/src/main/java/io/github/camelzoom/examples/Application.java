package io.github.camelzoom.examples;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The Camel application of an example's folder, as Camel Main runs it. */
public final class Application implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Main main = new Main();
    private final Map<String, Semaphore> done = new ConcurrentHashMap<>();

    Application(Stage stage, Example example, Map<String, String> properties) {
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
        // In plays nobody waits for what may never come.
        main.configure().withShutdownTimeout(PATIENCE_SECONDS);
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

    /** Waits until so many further messages have passed through a route, well or not. */
    public void await(String routeId, int messages) throws InterruptedException {
        if (!counter(routeId).tryAcquire(messages, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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

    /** Counts what has ended, parts of a split not. */
    private final class Ends extends EventNotifierSupport {
        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeCompletedEvent || event instanceof ExchangeFailedEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            Exchange exchange = ((ExchangeEvent) event).getExchange();
            boolean partOfAnother = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
            if (!partOfAnother && exchange.getFromRouteId() != null) {
                counter(exchange.getFromRouteId()).release();
            }
        }
    }
}
