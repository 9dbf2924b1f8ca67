package io.github.camelzoom.client.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists of many parents, read concurrently. Each of at most {@value #CONCURRENCY} lists has one page on its way or
 * waiting to be taken, and asks for the next when that is taken: this bounds requests and memory whatever the consumer does,
 * and no list ever waits for another one to be taken. One page of parents may be on its way besides.
 *
 * <p>
 * All state is touched by tasks of the mailbox only.
 */
final class FanOutReader implements ListReader {

    /** 80 calls a second, Zoom's highest limit, at 400 ms each. */
    static final int CONCURRENCY = 32;

    private static final Logger LOG = LoggerFactory.getLogger(FanOutReader.class);
    /** With fewer parents than this in hand more are asked for, so that lists need not wait for them. */
    private static final int ENOUGH_PARENTS = 2 * CONCURRENCY;

    /** The list of one parent. */
    private static final class Child {
        private final String parent;
        private final PageSource list;
        private Page page;

        Child(String parent, PageSource list) {
            this.parent = parent;
            this.list = list;
        }
    }

    private final Parents source;
    private final Function<String, PageSource> lists;
    private final String parameter;
    private final ReadOptions options;
    private final ErrorDetail detail;
    private final Mailbox mailbox = new Mailbox();
    private final Queue<Runnable> completions = new ConcurrentLinkedQueue<>();

    private final Queue<String> parents = new ArrayDeque<>();
    private final Deque<Child> children = new ArrayDeque<>();
    private final Queue<Child> arrived = new ArrayDeque<>();
    private CompletableFuture<Page> waiter;
    private boolean parentsAsked;
    private boolean parentsEnded;
    private Throwable failure;
    private volatile Throwable omitted;
    private volatile long vanished;
    private volatile boolean ended;
    private volatile boolean closed;

    /**
     * @param lists     the list of a parent
     * @param parameter takes the parent; items without a field of that name get one
     */
    FanOutReader(Parents source, Function<String, PageSource> lists, String parameter, ReadOptions options,
            ErrorDetail detail) {
        this.source = source;
        this.lists = lists;
        this.parameter = parameter;
        this.options = options;
        this.detail = detail;
    }

    @Override
    public CompletionStage<Page> next() {
        CompletableFuture<Page> page = new CompletableFuture<>();
        post(() -> waiter = page);
        return page;
    }

    @Override
    public boolean isComplete() {
        return ended && omitted == null;
    }

    @Override
    public Throwable omitted() {
        return omitted;
    }

    @Override
    public long vanishedParents() {
        return vanished;
    }

    @Override
    public void close() {
        closed = true;
        post(() -> {});
    }

    private void post(Runnable event) {
        mailbox.post(() -> {
            try {
                event.run();
                goOn();
            } catch (RuntimeException | Error e) {
                failure = e;
                deliver();
            }
        });
        // Not by the mailbox: what the consumer does with a page must not hold up the requests for others.
        for (Runnable completion = completions.poll(); completion != null; completion = completions.poll()) {
            completion.run();
        }
    }

    private void goOn() {
        if (closed && failure == null) {
            failure = new ZoomTransportException(detail, true, "the reading was closed", null);
        }
        if (failure != null) {
            parents.clear();
            children.clear();
            arrived.clear();
        } else {
            askForParents();
            while (children.size() < CONCURRENCY && !parents.isEmpty()) {
                String parent = parents.remove();
                Child child = new Child(parent, lists.apply(parent));
                children.add(child);
                ask(child);
            }
        }
        deliver();
    }

    private void askForParents() {
        if (parentsAsked || parentsEnded || parents.size() >= ENOUGH_PARENTS) {
            return;
        }
        parentsAsked = true;
        source.next().whenComplete((more, problem) -> post(() -> {
            parentsAsked = false;
            if (problem != null) {
                failure = failure == null ? Stages.cause(problem) : failure;
            } else if (more == null) {
                parentsEnded = true;
            } else if (failure == null) {
                parents.addAll(more);
            }
        }));
    }

    private void ask(Child child) {
        child.list.next().whenComplete((page, problem) -> post(() -> {
            if (failure == null) {
                arrive(child, page, problem == null ? null : Stages.cause(problem));
            }
        }));
    }

    private void arrive(Child child, Page page, Throwable problem) {
        if (problem != null) {
            children.remove(child);
            failed(child, problem);
        } else if (page == null) {
            children.remove(child);
        } else if (page.items().isEmpty()) {
            ask(child);
        } else {
            child.page = page;
            if (options.fanOut() == FanOut.UNORDERED) {
                arrived.add(child);
            }
        }
    }

    private void failed(Child child, Throwable problem) {
        if (ChildFailure.isVanished(problem)) {
            vanished++;
            LOG.debug("{} on connection '{}' leaves out a parent that does not exist: {}", detail.operation(),
                    detail.connection(), problem.getMessage());
        } else if (options.allowPartial() && ChildFailure.isOfOneParent(problem)) {
            omitted = omitted == null ? problem : omitted;
        } else {
            failure = problem;
        }
    }

    private void deliver() {
        if (waiter == null) {
            return;
        }
        CompletableFuture<Page> taker = waiter;
        if (failure != null) {
            waiter = null;
            Throwable reason = failure;
            completions.add(() -> taker.completeExceptionally(reason));
            return;
        }
        Child child = nextToTake();
        if (child != null) {
            waiter = null;
            Page page = named(child);
            child.page = null;
            ask(child);
            completions.add(() -> taker.complete(page));
        } else if (parentsEnded && parents.isEmpty() && children.isEmpty()) {
            waiter = null;
            ended = true;
            completions.add(() -> taker.complete(null));
        }
    }

    private Child nextToTake() {
        if (options.fanOut() == FanOut.UNORDERED) {
            return arrived.poll();
        }
        Child first = children.peek();
        return first == null || first.page == null ? null : first;
    }

    private Page named(Child child) {
        List<JsonNode> items = new ArrayList<>(child.page.items());
        for (JsonNode item : items) {
            if (item instanceof ObjectNode object && !object.has(parameter)) {
                object.put(parameter, child.parent);
            }
        }
        return new Page(items, null);
    }
}
