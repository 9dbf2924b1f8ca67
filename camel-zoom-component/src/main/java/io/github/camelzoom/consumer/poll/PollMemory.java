package io.github.camelzoom.consumer.poll;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.camelzoom.consumer.repository.FilePollRepository;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repositories of one consumer that reads lists: those of the options, and its own file in the place of those that are
 * not set. As thread-safe as these are.
 */
public final class PollMemory extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(PollMemory.class);

    private final CamelContext context;
    private final Object reader;
    private final PollConfiguration configuration;
    private final Supplier<Path> file;
    private StateRepository<String, String> states;
    private IdempotentRepository items;
    private FilePollRepository own;

    /**
     * @param reader        whose memory it is, for messages
     * @param configuration the options
     * @param file          gives the consumer's own file, which is opened at the first use
     */
    public PollMemory(CamelContext context, Object reader, PollConfiguration configuration, Supplier<Path> file) {
        this.context = context;
        this.reader = reader;
        this.configuration = configuration;
        this.file = file;
    }

    /** What remembers the items; its keys begin with the name of a position and a blank. */
    public IdempotentRepository items() {
        return items;
    }

    /**
     * A position; the first time, and when {@code start} was set back, it is put there and kept.
     *
     * @param  start                 where the first run begins
     * @throws IllegalStateException when what is stored is no position
     */
    public Position position(String name, Instant start) {
        String stored = states.getState(name);
        Position before = stored == null ? null : parse(name, stored);
        Position position = before == null ? Position.at(start) : before.reachingBackTo(start);
        if (!position.equals(before)) {
            move(name, position);
        }
        return position;
    }

    private Position parse(String name, String stored) {
        try {
            return Position.parse(stored);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(reader + " cannot go on: in " + states + ", " + name + " is " + e.getMessage(),
                    e);
        }
    }

    /** Keeps a position. */
    public void move(String name, Position position) {
        states.setState(name, position.toString());
    }

    @Override
    protected void doStart() throws Exception {
        items = configuration.getIdempotentRepository();
        states = configuration.getStateRepository();
        if (items == null || states == null) {
            own = new FilePollRepository(file.get());
            ServiceHelper.startService(own);
        }
        List<String> forgetful = new ArrayList<>();
        if (items instanceof MemoryIdempotentRepository) {
            forgetful.add("idempotentRepository");
        }
        if (states instanceof MemoryStateRepository) {
            forgetful.add("stateRepository");
        }
        if (!forgetful.isEmpty()) {
            LOG.warn("{} is read with {} in memory: after a restart items are missed or come twice", reader,
                    String.join(" and ", forgetful));
        }
        items = items == null ? own : shared(items);
        states = states == null ? own : shared(states);
    }

    /** A bean may serve several consumers, so it lives as long as the context. */
    private <T extends Service> T shared(T bean) throws Exception {
        if (!context.hasService(bean)) {
            context.addService(bean, true, true);
        }
        return bean;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownService(own);
        own = null;
    }
}
