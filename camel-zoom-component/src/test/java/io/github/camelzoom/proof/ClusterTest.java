package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SocketConnection;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two processes under {@code master:} with the cluster service of camel-file, of which one is connected at a time. */
class ClusterTest {

    private static final int EVENTS = 20;

    @TempDir
    private Path directory;

    private ZoomSimulator zoom;
    private SocketSubscription subscription;
    private WorkerProcess leader;
    private WorkerProcess follower;
    private int nodes;
    private int events;

    @BeforeEach
    void start() throws Exception {
        zoom = ZoomSimulator.start();
        subscription = zoom.events().sockets().subscription(ClusterNode.SUBSCRIPTION);
        leader = node();
        await().atMost(Duration.ofSeconds(30)).until(subscription::connected);
        follower = node();
    }

    @AfterEach
    void stop() {
        leader.close();
        follower.close();
        zoom.close();
    }

    private WorkerProcess node() throws IOException {
        WorkerProcess node = WorkerProcess.start(ClusterNode.class, "64m",
                ZoomAddress.of(zoom).after("node" + ++nodes, directory
                        .toString()));
        node.await("running");
        return node;
    }

    /** Long enough for a follower that does not keep still. */
    private void assertNobodyElseComes() {
        int connections = subscription.connections().size();
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(30)).until(() -> subscription.connections()
                .size() == connections);
    }

    /** Events reach the leader, in order. */
    private void send() throws IOException {
        for (int i = 0; i < EVENTS; i++) {
            assertThat(subscription.send(EventSamples.of("meeting.started", zoom.defaultAccount().id(), events, zoom.clock()
                    .instant()))).isPositive();
            assertThat(leader.await("event")).endsWith(String.valueOf(93_000_000_000L + events++));
        }
    }

    /** Gives how long nobody was connected. */
    private Duration failOver(boolean kill) throws Exception {
        int before = subscription.connections().size();
        long begun = System.nanoTime();
        if (kill) {
            leader.kill();
        } else {
            leader.tell("stop");
        }
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20)).until(() -> subscription.connections()
                .size() > before && subscription.connected());
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        if (!kill) {
            leader.await("stopped");
        }
        leader.close();
        leader = follower;
        follower = node();
        send();
        return time;
    }

    /** Nobody came while another was connected, who would have been thrown out: each began after the one before had ended. */
    private void assertOneAtATime(int expected) {
        List<SocketConnection> connections = subscription.connections();
        assertThat(connections).hasSize(expected).allSatisfy(each -> assertThat(each.refusal()).isEmpty());
        for (int i = 1; i < connections.size(); i++) {
            assertThat(connections.get(i).openedAt()).isAfter(connections.get(i - 1).closedAt());
        }
        assertThat(subscription.lost()).isEmpty();
    }

    @Test
    void whenTheLeaderIsKilled_thenTheOtherProcessFollows() throws Exception {
        assertNobodyElseComes();
        send();
        failOver(true);
        assertOneAtATime(2);
    }

    @Test
    @Tag("proof")
    void whenLeadersAreKilledOrStopped_thenTheOtherProcessFollowsWithinTenSeconds() throws Exception {
        int rounds = Integer.getInteger("proof.rounds", 5);
        List<Duration> killed = new ArrayList<>();
        List<Duration> stopped = new ArrayList<>();
        send();
        for (int i = 0; i < rounds; i++) {
            assertNobodyElseComes();
            killed.add(failOver(true));
            assertNobodyElseComes();
            stopped.add(failOver(false));
        }
        assertOneAtATime(1 + 2 * rounds);
        new Evidence("cluster", "Two processes, one connected",
                """
                        Two Java processes run `master:events:zoom:events?subscriptionId=...` with camel-file's FileLockClusterService, which
                        tries for the lock every second. The one that is connected is killed (as by kill -9) or stopped, until the other one
                        is connected; then another process joins. At no time may both be connected, and what is sent while one is must arrive.""")
                .row("Times", rounds).row("Slowest, s", slowest(killed)).table("Killed")
                .row("Times", rounds).row("Slowest, s", slowest(stopped)).table("Stopped").write();
        assertThat(killed).allSatisfy(each -> assertThat(each).isLessThan(Duration.ofSeconds(10)));
        assertThat(stopped).allSatisfy(each -> assertThat(each).isLessThan(Duration.ofSeconds(10)));
    }

    private static String slowest(List<Duration> times) {
        return Evidence.number(times.stream().max(Comparator.naturalOrder()).orElseThrow().toMillis() / 1000.0);
    }
}
