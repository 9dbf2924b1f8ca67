package io.github.camelzoom.examples.master;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;

/** Two processes; the one that leads is killed while meetings start. */
public final class EventsUnderMaster implements Example {

    static final String NAME = "events-under-master";

    private static final String SUBSCRIPTION = "mySubscription";
    private static final int TRIES = 300;
    private static final Duration STEP = Duration.ofMillis(50);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RouteBuilder routes() {
        return new EventRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        if (stage.zoom().simulator().isEmpty()) {
            stage.say("is a node; whoever of them has the lock leads");
            stage.application(this).serve();
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        SocketSubscription subscription = simulator.events().sockets().subscription(SUBSCRIPTION);
        stage.say("Two nodes and one subscription, with " + stage.zoom().name());
        try (Node first = Node.start(stage, SUBSCRIPTION)) {
            head(stage, "first", first);
            until(first, subscription::connected);
            try (Node second = Node.start(stage, SUBSCRIPTION)) {
                head(stage, "second", second);
                stage.say("Zoom sees " + subscription.connections().size() + " connection");
                meetings(stage, simulator, subscription, "first", first, 1);
                stage.say("first   says nothing more: it is killed");
                first.kill();
                until(second, () -> !subscription.connected());
                subscription.send(EventSamples.of("meeting.started", simulator.defaultAccount().id(), 99,
                        simulator.clock().instant()));
                until(second, subscription::connected);
                meetings(stage, simulator, subscription, "second", second, 4);
                stage.say(
                        "Zoom has seen " + subscription.connections().size() + " connections, one at a time; lost in between: "
                                + subscription.lost().size() + " event");
            }
        }
    }

    private static void head(Stage stage, String name, Node node) throws InterruptedException {
        stage.say("%-7s %s".formatted(name, node.line()));
    }

    private static void meetings(Stage stage, ZoomSimulator simulator, SocketSubscription subscription, String name, Node node,
            int from) throws InterruptedException {
        subscription.burst(3, i -> EventSamples.of("meeting.started", simulator.defaultAccount().id(), from + i,
                simulator.clock().instant()));
        for (int i = 0; i < 3; i++) {
            stage.say("%-7s %s".formatted(name, node.line()));
        }
        if (!node.isSilent()) {
            throw new IllegalStateException("the node has got more than was sent: " + node.line());
        }
    }

    private static void until(Node node, BooleanSupplier condition) throws InterruptedException {
        if (!Tasks.foregroundTask()
                .withBudget(Budgets.iterationBudget().withMaxIterations(TRIES).withInterval(STEP).build()).build()
                .run(null, condition)) {
            throw new IllegalStateException("nothing happened for " + STEP.multipliedBy(TRIES)
                    + (node.isSilent() ? "" : "; the node says: " + node.line()));
        }
    }
}
