package io.github.camelzoom.consumer.recover;

import java.time.Duration;

import org.apache.camel.CamelContext;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes under {@code master:}. */
class RecoveryClusterTest extends RecoveryRouteSupport {

    @Test
    void inAClusterOnlyTheLeaderRecovers() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext first = node("one");
        connected();
        node("two");
        zoom().meetingEnds(host(), "first");
        arrived(1);
        first.stop();
        zoom().meetingEnds(host(), "between");
        arrived(2);
        int before = readings();
        soon().until(() -> readings() > before + 3);
        assertThat(topics("RECOVERED")).containsExactly("first", "between");
    }

    private CamelContext node(String name) throws Exception {
        CamelContext context = process();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.resolve("cluster").toString());
        cluster.setId(name);
        cluster.setAcquireLockDelay(1);
        cluster.setAcquireLockInterval(1);
        cluster.setHeartbeatTimeoutMultiplier(2);
        context.addService(cluster);
        route(context, "master:events:" + SOCKET);
        return context;
    }
}
