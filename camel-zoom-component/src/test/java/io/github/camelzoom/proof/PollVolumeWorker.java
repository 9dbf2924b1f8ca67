package io.github.camelzoom.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import io.github.camelzoom.consumer.poll.PollConfiguration;
import io.github.camelzoom.consumer.poll.PollConsumer;
import io.github.camelzoom.consumer.poll.PollPlan;
import io.github.camelzoom.consumer.poll.PollSettings;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.UnitOfWorkHelper;

/** A JVM with a small heap that polls a long list twice and tells what came, how long it took and how much heap it needed. */
final class PollVolumeWorker {

    private static final int PAGE = 300;
    private static final int READINGS = 2;
    private static final String TEXT = "x".repeat(1000);

    private PollVolumeWorker() {}

    /** Arguments: directory, how many items. */
    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]);
        AtomicInteger items = new AtomicInteger();
        AtomicInteger readings = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(READINGS);
        List<Long> moments = new ArrayList<>(List.of(System.nanoTime()));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            PollConsumer consumer = new PollConsumer(context.getEndpoint("mock:list", MockEndpoint.class), exchange -> {
                items.incrementAndGet();
                UnitOfWorkHelper.doneSynchronizations(exchange, exchange.getExchangeExtension().handoverCompletions());
            }, PollPlan.of("acme", OperationCatalog.zoom().require("users/list"), Map.of(), new PollConfiguration()), all -> {
                // No repeatCount: Camel's scheduler, which ends by itself then, cannot be stopped at the same moment.
                return readings.incrementAndGet() > READINGS ? new LongList(0, () -> {}) : new LongList(size, () -> {
                    moments.add(System.nanoTime());
                    ended.countDown();
                });
            }, new PollSettings(new PollConfiguration(), "MAP", new ObjectMapper(), null, () -> Path.of(args[0]),
                    SystemTime.clock()));
            consumer.setInitialDelay(1);
            consumer.setDelay(1);
            consumer.start();
            ended.await();
            consumer.stop();
        }
        System.out.println("done " + items + " " + (READINGS - ended.getCount()) + " "
                + (moments.get(1) - moments.get(0)) / 1_000_000 + " "
                + (moments.get(2) - moments.get(1)) / 1_000_000 + " " + PeakHeap.bytes() / (1 << 20));
    }

    private static final class LongList implements ListReader {

        private final int size;
        private final Runnable onEnd;
        private int at;

        private LongList(int size, Runnable onEnd) {
            this.size = size;
            this.onEnd = onEnd;
        }

        @Override
        public CompletionStage<Page> next() {
            if (at == size) {
                onEnd.run();
                return CompletableFuture.completedStage(null);
            }
            List<JsonNode> items = new ArrayList<>();
            for (int end = Math.min(size, at + PAGE); at < end; at++) {
                items.add(JsonNodeFactory.instance.objectNode().put("id", "user-" + at + "-0123456789")
                        .put("text", TEXT + at));
            }
            return CompletableFuture.completedStage(new Page(items, null));
        }

        @Override
        public boolean isComplete() {
            return at == size;
        }

        @Override
        public void close() {
            at = size;
        }
    }
}
