package io.github.camelzoom.consumer.recover;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.client.event.MalformedEventException;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventTransport;
import io.github.camelzoom.consumer.poll.PollMemory;
import io.github.camelzoom.consumer.poll.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the list of one kind of events from its position on and delivers what is not known, one event after another. The
 * position moves when everything was read and delivered, and not otherwise. Not thread-safe.
 */
final class RecoveryReading {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryReading.class);
    /** A position that moved with each reconnect would make the file forget too soon what nobody asked for. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private final ListedEvent kind;
    private final String position;
    private final RecoveryPlan plan;
    private final PollMemory memory;
    private final EventDelivery delivery;
    private final BooleanSupplier open;
    private final CompletableFuture<Void> stopAsked;
    private boolean gaveUp;

    /** Some events were not delivered; they come again. */
    static final class RouteFailedException extends Exception {

        RouteFailedException(String message) {
            super(message);
        }
    }

    /**
     * @param position  its name
     * @param open      whether events may be delivered now
     * @param stopAsked complete when it is to stop
     */
    RecoveryReading(ListedEvent kind, String position, RecoveryPlan plan, PollMemory memory, EventDelivery delivery,
            BooleanSupplier open, CompletableFuture<Void> stopAsked) {
        this.kind = kind;
        this.position = position;
        this.plan = plan;
        this.memory = memory;
        this.delivery = delivery;
        this.open = open;
        this.stopAsked = stopAsked;
    }

    /** Notes the first start: nothing before it is recovered. */
    void begin() {
        position(plan.clock().instant());
    }

    private Position position(Instant now) {
        Position stored = memory.position(position, now);
        if (stored.end().isAfter(now.plus(STEP))) {
            LOG.warn(
                    "{} of {} were last recovered until {}, which is still to come: the clock was ahead. They are recovered from"
                            + " now on, and from {} before",
                    kind.event(), plan.lists(), stored.end(), overlap());
            stored = new Position(stored.start(), now);
            memory.move(position, stored);
        }
        Instant oldest = now.minus(plan.settings().getRecoverReach());
        if (stored.end().plus(STEP).isAfter(oldest)) {
            return stored;
        }
        if (!gaveUp) {
            LOG.warn("{} of {} were last recovered until {}. Those before {} are given up, by eventSettings.recoverReach={}",
                    kind.event(), plan.lists(), stored.end(), oldest, plan.settings().getRecoverReach());
        }
        gaveUp = true;
        memory.move(position, Position.at(oldest));
        return Position.at(oldest);
    }

    /**
     * Reads and delivers.
     *
     * @param  recovered             told of each event that the route did not know and has succeeded with
     * @throws CancellationException when the consumer is not open, or is to stop
     * @throws RouteFailedException  when the route failed with some events
     * @throws Exception             when the list cannot be read
     */
    void run(Runnable recovered) throws Exception {
        requireOpen();
        Instant now = plan.clock().instant();
        Position before = position(now);
        Position.Window window = before.next(overlap(), now);
        int failed = 0;
        int listed = 0;
        try (ListReader reader = plan.lists().read(kind.list(), parameters(window))) {
            for (Page page = await(reader.next()); page != null; page = await(reader.next())) {
                for (JsonNode item : page.items()) {
                    ListedEvent.Found found = kind.read(item, account(item)).orElse(null);
                    if (found == null || found.at().isBefore(window.from().truncatedTo(ChronoUnit.SECONDS))) {
                        continue;
                    }
                    listed++;
                    failed += deliver(found, recovered) ? 0 : 1;
                }
            }
            if (reader.omitted() != null) {
                throw unwrapped(reader.omitted());
            }
        }
        LOG.debug("{} of {}: {} are listed since {}", kind.event(), plan.lists(), listed, window.from());
        if (failed > 0) {
            throw new RouteFailedException("the route failed with " + failed + " of " + listed
                    + " events that are listed; they come again");
        }
        Position after = before.after(window, Duration.ZERO);
        if (!after.end().isBefore(before.end().plus(STEP))) {
            memory.move(position, after);
        }
    }

    /** Null when the item says it itself, so that nobody has to be asked. */
    private String account(JsonNode item) throws Exception {
        return item.path("account_id").asText().isEmpty() ? await(plan.lists().account()) : null;
    }

    private Duration overlap() {
        Duration chosen = plan.settings().getRecoverOverlap();
        return chosen != null ? chosen : ofDays(kind.late());
    }

    private static Duration ofDays(Period period) {
        return Duration.ofDays(period.getDays());
    }

    /** Days, which both ends count in: every list takes them. */
    private Map<String, Object> parameters(Position.Window window) {
        Map<String, Object> parameters = new LinkedHashMap<>(kind.parameters());
        parameters.put("from", day(window.from()).minus(kind.earlier()).toString());
        parameters.put("to", day(window.to()).toString());
        return parameters;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private void requireOpen() {
        if (!open.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /** False when the route failed. */
    private boolean deliver(ListedEvent.Found found, Runnable recovered) throws InterruptedException {
        requireOpen();
        try {
            // Also while the consumer stops: what has succeeded is to be remembered.
            if (delivery.deliver(event(found), plan.services().executor()).toCompletableFuture().get()) {
                recovered.run();
            }
            return true;
        } catch (ExecutionException e) {
            // It was reported with its exchange.
            return false;
        }
    }

    private static EventMessage event(ListedEvent.Found found) {
        try {
            return EventMessage.read(found.json(), EventTransport.RECOVERED);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("Our own JSON", e);
        }
    }

    private <T> T await(CompletionStage<T> stage) throws Exception {
        CompletableFuture<T> value = stage.toCompletableFuture();
        try {
            CompletableFuture.anyOf(value, stopAsked).get();
            if (!value.isDone()) {
                throw new CancellationException();
            }
            return value.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static Exception unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && (cause instanceof ExecutionException || cause instanceof CompletionException)) {
            cause = cause.getCause();
        }
        return cause instanceof Exception exception ? exception : new ExecutionException(cause);
    }
}
