package io.github.camelzoom.examples.master;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;

/** Two processes; the one that leads is killed while meetings start. */
public final class EventsUnderMaster implements Example {

    static final String NAME = "events-under-master";

    private static final String SUBSCRIPTION = "mySubscription";
    private static final int MEETINGS = 3;
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
        try (Node one = Node.start(stage, SUBSCRIPTION); Node two = Node.start(stage, SUBSCRIPTION)) {
            stage.say("one     " + one.line());
            stage.say("two     " + two.line());
            until(one, subscription::connected);
            stage.say("Zoom sees " + subscription.connections().size() + " connection");
            meetings(simulator, subscription, 1);
            until(one, () -> !one.isSilent() || !two.isSilent());
            Node leader = one.isSilent() ? two : one;
            Node other = leader == one ? two : one;
            tell(stage, "leader", leader);
            stage.say("leader  is killed");
            leader.kill();
            until(other, () -> !subscription.connected());
            subscription.send(started(simulator, 99));
            until(other, subscription::connected);
            meetings(simulator, subscription, 4);
            tell(stage, "other", other);
            stage.say("Zoom has seen " + subscription.connections().size() + " connections, one at a time; lost in between: "
                    + subscription.lost().size() + " event");
        }
    }

    private static SimulatedEvent started(ZoomSimulator simulator, int number) {
        return EventSamples.of("meeting.started", simulator.defaultAccount().id(), number, simulator.clock().instant());
    }

    private static void meetings(ZoomSimulator simulator, SocketSubscription subscription, int from) {
        subscription.burst(MEETINGS, i -> started(simulator, from + i));
    }

    private static void tell(Stage stage, String name, Node node) throws InterruptedException {
        for (int i = 0; i < MEETINGS; i++) {
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
