package io.github.camelzoom.consumer.socket;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelzoom.client.socket.SocketStatus;
import io.github.camelzoom.client.socket.SocketStatus.Phase;
import io.github.camelzoom.consumer.RecoveryState;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether a subscription is connected, when it was last heard of, and whether what was missed is recovered; makes no call. */
final class SocketHealthCheck extends AbstractHealthCheck {

    private final String subscriptionId;
    private final Supplier<SocketStatus> status;
    private final Supplier<List<RecoveryState>> recovery;

    SocketHealthCheck(String id, String subscriptionId, Supplier<SocketStatus> status,
            Supplier<List<RecoveryState>> recovery) {
        super("camel", id);
        this.subscriptionId = subscriptionId;
        this.status = status;
        this.recovery = recovery;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        SocketStatus now = status.get();
        builder.detail("zoom.subscription", subscriptionId);
        builder.detail("zoom.socket.state", now.phase().name());
        builder.detail("zoom.socket.connections", now.connections());
        detail(builder, "zoom.socket.since", now.since());
        detail(builder, "zoom.socket.lastMessage", now.lastMessage());
        detail(builder, "zoom.socket.lastEvent", now.lastEvent());
        detail(builder, "zoom.socket.lastGap", now.lastGap());
        detail(builder, "zoom.problem", now.problem());
        if (now.phase() == Phase.CONNECTED) {
            builder.up();
            RecoveryState.tell(recovery.get(), builder, options);
        } else {
            builder.down().message("Subscription " + subscriptionId + " is " + now.phase()
                    + (now.problem() == null ? "" : ": " + now.problem()));
        }
    }

    private static void detail(HealthCheckResultBuilder builder, String name, Object value) {
        if (value != null) {
            builder.detail(name, value.toString());
        }
    }
}
