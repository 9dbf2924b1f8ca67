package io.github.camelzoom.consumer.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

/** The repositories of one consumer: those of the options, and its own file in the place of those that are not set. */
final class PollMemory extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(PollMemory.class);

    private final CamelContext context;
    private final PollPlan plan;
    private final PollSettings settings;
    private StateRepository<String, String> states;
    private Deliveries deliveries;
    private FilePollRepository own;

    PollMemory(CamelContext context, PollPlan plan, PollSettings settings) {
        this.context = context;
        this.plan = plan;
        this.settings = settings;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** The position; the first time, and when {@code startFrom} was set back, it is put there and kept. */
    Position position() {
        String stored = states.getState(plan.name());
        Position before = stored == null ? null : parse(stored);
        Instant start = plan.startFrom().resolve(settings.clock().instant());
        Position position = before == null ? Position.at(start) : before.reachingBackTo(start);
        if (!position.equals(before)) {
            move(position);
        }
        return position;
    }

    private Position parse(String stored) {
        try {
            return Position.parse(stored);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(plan + " cannot go on: in " + states + ", " + plan.name() + " is " + e.getMessage(),
                    e);
        }
    }

    void move(Position position) {
        states.setState(plan.name(), position.toString());
    }

    @Override
    protected void doStart() throws Exception {
        IdempotentRepository items = settings.configuration().getIdempotentRepository();
        states = settings.configuration().getStateRepository();
        if (items == null || states == null) {
            own = new FilePollRepository(settings.directory().get().resolve(plan.name() + ".poll"));
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
            LOG.warn("{} is polled with {} in memory: after a restart items are missed or come twice", plan,
                    String.join(" and ", forgetful));
        }
        deliveries = new Deliveries(items == null ? own : shared(items), plan.name());
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
