package io.github.camelzoom.client.auth.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the stores log, at every level, until it is closed. */
public final class LogCapture implements AutoCloseable {

    private static final String LOGGER = "io.github.camelzoom.client.auth.store";

    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    public LogCapture() {
        AbstractAppender appender = new AbstractAppender("capture", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                events.add(event.toImmutable());
            }
        };
        appender.start();
        LoggerConfig config = new LoggerConfig(LOGGER, Level.ALL, true);
        config.addAppender(appender, Level.ALL, null);
        context.getConfiguration().addLogger(LOGGER, config);
        context.updateLoggers();
    }

    public List<String> all() {
        return events.stream().map(event -> event.getMessage().getFormattedMessage()).toList();
    }

    public List<String> warnings() {
        return events.stream().filter(event -> event.getLevel().isMoreSpecificThan(Level.WARN))
                .map(event -> event.getMessage().getFormattedMessage()).toList();
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(LOGGER);
        context.updateLoggers();
    }
}
