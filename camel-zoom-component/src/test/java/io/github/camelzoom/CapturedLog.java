package io.github.camelzoom;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, with stack traces; levels go back when it is closed. */
final class CapturedLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, Level> before = new LinkedHashMap<>();
    private final LoggerContext log4j = (LoggerContext) LogManager.getContext(false);
    private final AbstractAppender appender = new AbstractAppender("captured", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            StringWriter line = new StringWriter();
            line.append(event.getLevel().name()).append(' ').append(event.getLoggerName()).append(' ').append(event.getMessage()
                    .getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(line, true));
            }
            lines.add(line.toString());
        }
    };

    CapturedLog() {
        appender.start();
        log4j.getConfiguration().getRootLogger().addAppender(appender, null, null);
        log4j.updateLoggers();
    }

    CapturedLog level(String logger, Level level) {
        before.put(logger, LogManager.getLogger(logger).getLevel());
        Configurator.setLevel(logger, level);
        return this;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        before.forEach(Configurator::setLevel);
        log4j.getConfiguration().getRootLogger().removeAppender("captured");
        log4j.updateLoggers();
    }
}
