package io.github.camelzoom.consumer.poll;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import io.github.camelzoom.producer.AnswerFormat;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from("zoom:<list operation>")}: reads a list in each run and gives the route what is new. A batch, in Camel's
 * sense, is what is new on one page. The position moves when all exchanges of a run have succeeded, and not otherwise.
 */
public final class PollConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PollConsumer.class);
    /** As in ZoomConstants, which this package must not depend on. */
    private static final String ITEM_ID = "CamelZoomItemId";

    private final PollPlan plan;
    private final PollSource source;
    private final PollSettings settings;
    private final PollMemory memory;
    private AnswerFormat format;
    private volatile Deliveries deliveries;
    private volatile Polling polling;
    private volatile boolean goesWell;

    /** A poll that is running. */
    private record Polling(Thread thread, CompletableFuture<Void> stopAsked, CompletableFuture<Void> ended) {}

    public PollConsumer(Endpoint endpoint, Processor processor, PollPlan plan, PollSource source, PollSettings settings) {
        super(endpoint, processor);
        this.plan = plan;
        this.source = source;
        this.settings = settings;
        this.memory = new PollMemory(endpoint.getCamelContext(), plan, settings.configuration(),
                () -> settings.directory().get().resolve(plan.name() + ".poll"));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        format = AnswerFormat.of(settings.outputType(), getEndpoint().getCamelContext(), settings.mapper());
    }

    @Override
    protected void doStart() throws Exception {
        shutdownRunningTask = null;
        ServiceHelper.startService(memory);
        deliveries = new Deliveries(memory.items(), plan.name());
        super.doStart();
    }

    @Override
    protected int poll() throws Exception {
        Polling mine = new Polling(Thread.currentThread(), new CompletableFuture<>(), new CompletableFuture<>());
        polling = mine;
        try {
            return run(mine);
        } finally {
            polling = null;
            mine.ended().complete(null);
        }
    }

    private int run(Polling mine) throws Exception {
        Instant now = settings.clock().instant();
        Position position = memory.position(plan.name(), plan.startFrom().resolve(now));
        Position.Window window = position.next(plan.lookback(), now);
        if (plan.dated() && window.from().isAfter(window.to())) {
            LOG.debug("{} is not polled before {}", plan, window.from());
            return 0;
        }
        PollRun run = new PollRun(() -> memory.move(plan.name(), position.after(window, plan.overlap())));
        int exchanges = 0;
        goesWell = true;
        try (ListReader reader = source.read(plan.dated() ? plan.parameters(window) : plan.parameters())) {
            for (Page page = next(reader, mine); page != null; page = next(reader, mine)) {
                exchanges += deliver(page, run);
            }
        } catch (CancellationException e) {
            LOG.debug("{} was not read to its end: the route stops", plan);
            return exchanges;
        }
        run.listEnded();
        if (run.isIncomplete() || run.failures() > 0) {
            LOG.warn("{}: {} of {} exchanges failed{}. The position stays at {}; what is missing comes again", plan,
                    run.failures(), exchanges, run.isIncomplete() ? ", and others had not ended from the run before" : "",
                    position.end());
        }
        return exchanges;
    }

    /**
     * Waits for a page.
     *
     * @throws CancellationException when the consumer is to stop
     */
    private Page next(ListReader reader, Polling mine) throws Exception {
        if (!isBatchAllowed()) {
            throw new CancellationException();
        }
        return await(reader.next(), mine);
    }

    private static <T> T await(CompletionStage<T> stage, Polling mine) throws Exception {
        CompletableFuture<T> value = stage.toCompletableFuture();
        try {
            CompletableFuture.anyOf(value, mine.stopAsked()).get();
            if (!value.isDone()) {
                throw new CancellationException();
            }
            return value.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private int deliver(Page page, PollRun run) throws Exception {
        Queue<Object> parcels = pack(page, run);
        try {
            return processBatch(parcels);
        } finally {
            if (!parcels.isEmpty()) {
                run.leavesOut();
                parcels.forEach(parcel -> deliveries.failed(((Parcel) parcel).keys()));
            }
        }
    }

    private Queue<Object> pack(Page page, PollRun run) {
        List<ItemKey> keys = new ArrayList<>();
        List<JsonNode> items = new ArrayList<>();
        try {
            for (JsonNode item : page.items()) {
                ItemKey key = ItemKey.of(item, plan.parent());
                if (deliveries.begin(key.key(), run)) {
                    keys.add(key);
                    items.add(item);
                }
            }
        } catch (RuntimeException e) {
            deliveries.failed(keys.stream().map(ItemKey::key).toList());
            throw e;
        }
        Queue<Object> parcels = new ArrayDeque<>();
        if (settings.configuration().getDelivery() == Delivery.ITEM) {
            for (int i = 0; i < keys.size(); i++) {
                parcels.add(new Parcel(keys.get(i).id(), List.of(keys.get(i).key()), List.of(items.get(i)), run, this::ended));
            }
        } else if (!keys.isEmpty()) {
            parcels.add(new Parcel(null, keys.stream().map(ItemKey::key).toList(), items, run, this::ended));
        }
        return parcels;
    }

    @Override
    public int processBatch(Queue<Object> parcels) throws Exception {
        int size = parcels.size();
        int index = 0;
        while (index < size && isBatchAllowed()) {
            pendingExchanges = size - index - 1;
            Exchange exchange = createExchange(true);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
            process(exchange, (Parcel) parcels.remove());
            index++;
        }
        return index;
    }

    private void process(Exchange exchange, Parcel parcel) {
        parcel.run().exchangeBegins();
        exchange.getExchangeExtension().addOnCompletion(parcel);
        try {
            fill(exchange.getMessage(), parcel);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            // What failed before the route began has no unit of work that would tell.
            parcel.end(exchange);
        }
    }

    private void fill(Message message, Parcel parcel) throws Exception {
        message.setBody(
                settings.configuration().getDelivery() == Delivery.PAGE ? list(parcel.items()) : item(parcel.items().get(0)));
        if (parcel.id() != null) {
            message.setHeader(ITEM_ID, parcel.id());
        }
        if (format.isText()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        if (settings.bearer() != null) {
            await(settings.bearer().writeTo(message), polling);
        }
    }

    private Object list(List<JsonNode> items) {
        return format.isText()
                ? item(settings.mapper().createArrayNode().addAll(items))
                : items.stream().map(this::item).toList();
    }

    private Object item(JsonNode item) {
        return format.item(item, ErrorDetail.of(plan.connection(), plan.operation().name()));
    }

    /** On whatever thread the exchange ended, which may be after this consumer has stopped. */
    private void ended(Parcel parcel, Exchange exchange) {
        Exception failure = exchange.getException();
        boolean success = !exchange.isFailed();
        try {
            if (success) {
                deliveries.succeeded(parcel.keys());
            } else {
                deliveries.failed(parcel.keys());
            }
        } catch (RuntimeException e) {
            success = false;
            failure = e;
        }
        try {
            parcel.run().exchangeEnded(success);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            getExceptionHandler().handleException("Error processing an item of " + plan + "; it comes again",
                    exchange, failure);
        }
        if (!success) {
            goesWell = false;
        }
    }

    /** After a failure the next run waits for its time, or an item that always fails would be asked for without a pause. */
    @Override
    public boolean isGreedy() {
        return super.isGreedy() && goesWell;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        boolean deferred = super.deferShutdown(task);
        if (!isBatchAllowed()) {
            askToStop();
        }
        return deferred;
    }

    private Polling askToStop() {
        Polling running = polling;
        if (running != null) {
            running.stopAsked().complete(null);
        }
        return running;
    }

    @Override
    protected void doStop() throws Exception {
        Polling running = askToStop();
        // A PollingConsumer is a queue, which may be full and have nobody who takes from it any more.
        boolean queue = getProcessor() instanceof PollingConsumer;
        if (running != null && !queue && running.thread() != Thread.currentThread()) {
            // The scheduler interrupts its thread when it is stopped; the exchange that is under way is to end before.
            ShutdownStrategy patience = getEndpoint().getCamelContext().getShutdownStrategy();
            try {
                running.ended().get(patience.getTimeout(), patience.getTimeUnit());
            } catch (TimeoutException e) {
                LOG.warn("{} is stopped while an exchange is under way, after {} {}", plan, patience.getTimeout(),
                        patience.getTimeUnit());
            }
        }
        super.doStop();
        ServiceHelper.stopService(memory);
    }
}
