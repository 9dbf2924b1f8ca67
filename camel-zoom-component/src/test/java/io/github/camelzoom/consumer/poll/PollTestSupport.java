package io.github.camelzoom.consumer.poll;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.testing.FakeClock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.spi.UnitOfWorkFactory;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Consumers that are polled by hand, with a clock that is turned by hand. */
abstract class PollTestSupport {

    static final String DATED = "users/recordings/list";
    static final String WHOLE = "users/list";

    final FakeClock clock = new FakeClock();
    final FakeList list = new FakeList();
    final PollConfiguration configuration = new PollConfiguration();
    final TestMemory memory = new TestMemory();
    /** Ids of the items that arrived, in their order, whether their exchange failed or not. */
    final List<String> arrived = new ArrayList<>();
    /** Ids of items whose exchange fails. */
    final Set<String> poison = new HashSet<>();
    final List<Throwable> reported = new ArrayList<>();
    CamelContext context;
    PollConsumer consumer;

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        context = new DefaultCamelContext();
        context.start();
        configuration.setIdempotentRepository(memory);
        configuration.setStateRepository(memory);
    }

    @AfterEach
    void end() {
        if (consumer != null) {
            consumer.stop();
        }
        context.stop();
    }

    PollConsumer consumer(String operation, Processor processor) {
        Map<String, Object> parameters = operation.equals(DATED) ? Map.of("userId", "me") : Map.of();
        return consumer(PollPlan.of("acme", OperationCatalog.zoom().require(operation), parameters, configuration), processor,
                "NODE");
    }

    PollConsumer consumer(PollPlan plan, Processor processor, String outputType) {
        consumer = new PollConsumer(context.getEndpoint("mock:zoom", MockEndpoint.class), processor, plan, list,
                new PollSettings(configuration, outputType, new ObjectMapper(), null, () -> directory, clock));
        consumer.setStartScheduler(false);
        consumer.setExceptionHandler(new LoggingExceptionHandler(context, getClass()) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                reported.add(exception);
            }
        });
        consumer.build();
        consumer.start();
        return consumer;
    }

    PollConsumer consumer(String operation) {
        return consumer(operation, inRoute(this::arrive));
    }

    void arrive(Exchange exchange) {
        String id = exchange.getMessage().getHeader("CamelZoomItemId", String.class);
        arrived.add(id);
        if (poison.contains(id)) {
            throw new IllegalArgumentException("poisoned");
        }
    }

    /** As a route does it: in a unit of work, which tells when it is done. */
    Processor inRoute(Processor processor) {
        return exchange -> {
            UnitOfWorkFactory works = PluginHelper.getUnitOfWorkFactory(context);
            works.afterPropertiesConfigured(context);
            UnitOfWork work = works.createUnitOfWork(exchange);
            exchange.getExchangeExtension().setUnitOfWork(work);
            try {
                processor.process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            UnitOfWorkHelper.doneUow(work, exchange);
        };
    }

    Instant now() {
        return clock.instant();
    }

    /** Null when there is none. */
    Position position() {
        return memory.positions.isEmpty() ? null : Position.parse(memory.positions.values().iterator().next());
    }

    static Instant at(String time) {
        return Instant.parse("2026-01-" + time + "Z");
    }
}
