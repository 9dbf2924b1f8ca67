package io.github.camelzoom.examples;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What an example prints, until closed. */
public final class Lines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Listens from now on. */
    public Lines() {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
        start();
        logger().addAppender(this);
    }

    private static Logger logger() {
        return (Logger) LogManager.getLogger("examples");
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage());
    }

    /** So far. */
    public List<String> soFar() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger().removeAppender(this);
        stop();
    }
}
