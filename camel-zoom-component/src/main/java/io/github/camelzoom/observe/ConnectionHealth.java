package io.github.camelzoom.observe;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.camelzoom.client.auth.TokenState;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * One health check for each connection that an endpoint uses, in Camel's repository {@code producers}; that repository is
 * off unless {@code camel.health.producersEnabled=true}. Connections that only messages name have none, so that one
 * tenant of many does not take a service out of traffic.
 */
public final class ConnectionHealth extends ServiceSupport {

    private static final String PRODUCERS = "producers";

    private final CamelContext context;
    private final boolean enabled;
    private final Map<String, HealthCheck> checks = new ConcurrentHashMap<>();

    /**
     * @param enabled option {@code healthCheckProducerEnabled} of the component
     */
    public ConnectionHealth(CamelContext context, boolean enabled) {
        this.context = context;
        this.enabled = enabled;
    }

    /** Watches a connection from now on; does nothing when it is watched already or there are no health checks. */
    public void watch(String connection, Supplier<TokenState> state, Supplier<URI> authorizationUrl,
            Supplier<String> consentProblem) {
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            checks.computeIfAbsent("producer:zoom-" + connection, id -> {
                TokenHealthCheck check = new TokenHealthCheck(id, connection, state, authorizationUrl, consentProblem);
                check.setEnabled(enabled);
                repository.addHealthCheck(check);
                return check;
            });
        }
    }

    private WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(context, PRODUCERS, WritableHealthCheckRepository.class);
    }

    @Override
    protected void doStop() {
        WritableHealthCheckRepository repository = repository();
        if (repository != null) {
            checks.values().forEach(repository::removeHealthCheck);
        }
        checks.clear();
    }
}
