package io.github.camelzoom.consumer.webhook;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.consumer.RecoveryState;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether webhooks that were missed are recovered; makes no call. */
final class RecoveryHealthCheck extends AbstractHealthCheck {

    private final Supplier<List<RecoveryState>> states;

    RecoveryHealthCheck(String id, Supplier<List<RecoveryState>> states) {
        super("camel", id);
        this.states = states;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        RecoveryState.tell(states.get(), builder, options);
    }
}
