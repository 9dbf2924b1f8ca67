package io.github.camelzoom.consumer.recover;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventRecovery;
import io.github.camelzoom.consumer.RecoveryState;
import io.github.camelzoom.consumer.poll.PollMemory;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;

/**
 * {@code recover=true}: after each connect, at the start, and from time to time, lists what happened since the position
 * and gives the route what it does not know. All lists of a consumer are read on one thread of their own, a page at a time,
 * and their events delivered one after another, so live events do not wait and nothing piles up.
 */
public final class Recovery implements EventRecovery {

    private final CamelContext context;
    private final RecoveryPlan plan;
    private final String name;
    private final PollMemory memory;
    private final List<RecoveryTurns> kinds;
    private volatile ExecutorService thread;
    private volatile CompletableFuture<Void> stopAsked;

    /**
     * @param consumer names it, the same after a restart
     */
    public Recovery(CamelContext context, RecoveryPlan plan, String consumer) {
        this.context = context;
        this.plan = plan;
        this.name = "events-" + UUID.nameUUIDFromBytes((plan.name() + '\n' + consumer).getBytes(StandardCharsets.UTF_8));
        this.memory = new PollMemory(context, "Gap repair of route " + consumer, plan.repositories(),
                () -> plan.directory().get().resolve(name + ".poll"));
        ServiceHelper.startService(memory);
        this.kinds = plan.events().stream().map(kind -> new RecoveryTurns(kind, plan, this::onThread)).toList();
    }

    @Override
    public IdempotentRepository remembering(IdempotentRepository live) {
        Set<String> recoverable = plan.events().stream().map(ListedEvent::event).collect(Collectors.toSet());
        return new DurableEvents(live, memory.items(), name, recoverable);
    }

    @Override
    public void start(EventDelivery delivery, BooleanSupplier open) {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        stopAsked = stop;
        thread = context.getExecutorServiceManager().newSingleThreadExecutor(this, "ZoomRecovery");
        for (RecoveryTurns kind : kinds) {
            ListedEvent event = kind.kind();
            RecoveryReading reading = new RecoveryReading(event, DurableEvents.position(name, event.event()), plan, memory,
                    delivery, open, stop);
            onThread(() -> kind.begin(reading));
        }
    }

    @Override
    public void live() {
        kinds.forEach(kind -> onThread(kind::ask));
    }

    private void onThread(Runnable task) {
        ExecutorService current = thread;
        try {
            if (current != null) {
                current.execute(task);
            }
        } catch (RejectedExecutionException e) {
            // It is paused.
        }
    }

    @Override
    public void pause() {
        ExecutorService current = thread;
        thread = null;
        if (current != null) {
            stopAsked.complete(null);
            context.getExecutorServiceManager().shutdownGraceful(current);
            kinds.forEach(RecoveryTurns::end);
        }
    }

    @Override
    public void close() {
        pause();
        ServiceHelper.stopService(memory);
    }

    @Override
    public List<RecoveryState> states() {
        return kinds.stream().map(RecoveryTurns::state).toList();
    }
}
