package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM with {@code from("master:...zoom:events?subscriptionId=...")}, which says {@code event} and its id for each event, until
 * it is killed; or stops when it is told anything.
 */
final class ClusterNode {

    static final String SUBSCRIPTION = "cluster";

    private ClusterNode() {}

    /** Arguments: its name, the cluster's directory, and those of {@link ZoomAddress}. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FileLockClusterService cluster = new FileLockClusterService();
            cluster.setId(args[0]);
            cluster.setRoot(args[1]);
            cluster.setAcquireLockDelay(1);
            cluster.setAcquireLockInterval(1);
            cluster.setHeartbeatTimeoutMultiplier(2);
            context.addService(cluster);
            ZoomAddress.last(args).component(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("master:events:zoom:events?subscriptionId=" + SUBSCRIPTION).process(exchange -> System.out.println(
                            "event " + exchange.getMessage().getHeader("CamelZoomObjectId", String.class)));
                }
            });
            context.start();
            System.out.println("running");
            commands.readLine();
        }
        System.out.println("stopped");
    }
}
