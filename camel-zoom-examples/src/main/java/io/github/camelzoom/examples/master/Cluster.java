package io.github.camelzoom.examples.master;

import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/**
 * Who leads is who has the lock on a file, so {@code work} is a folder that all nodes see. Camel has services for
 * Kubernetes, Infinispan, Consul and others too; whichever it is, {@code master:} finds it in the context.
 */
public final class Cluster implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) throws Exception {
        FileLockClusterService service = new FileLockClusterService();
        service.setRoot(context.resolvePropertyPlaceholders("{{work}}/cluster"));
        service.setAcquireLockDelay(1);
        service.setAcquireLockInterval(500, TimeUnit.MILLISECONDS);
        context.addService(service);
    }
}
