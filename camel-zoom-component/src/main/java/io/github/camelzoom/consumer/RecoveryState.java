package io.github.camelzoom.consumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * How the recovery of one kind of events stands. Immutable.
 *
 * @param event     its name
 * @param last      when everything was read and delivered the last time; null when not yet
 * @param recovered how many events were recovered since the start
 * @param problem   why it does not go on; null when it does
 */
public record RecoveryState(String event, Instant last, long recovered, String problem) {

    /** One that has not begun. */
    public static RecoveryState of(String event) {
        return new RecoveryState(event, null, 0, null);
    }

    /** An event was recovered. */
    public RecoveryState oneMore() {
        return new RecoveryState(event, last, recovered + 1, problem);
    }

    /** All went well. */
    public RecoveryState well(Instant now) {
        return new RecoveryState(event, now, recovered, null);
    }

    /** It did not go well. */
    public RecoveryState failed(String reason) {
        return new RecoveryState(event, last, recovered, reason);
    }

    /**
     * Tells a health check. A problem makes it {@code DOWN}, except for readiness: events arrive as before, and taking the
     * service out of traffic would end that.
     *
     * @param options of the call of the health check
     */
    public static void tell(List<RecoveryState> states, HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> problems = new ArrayList<>();
        for (RecoveryState state : states) {
            String prefix = "zoom.recovery." + state.event() + ".";
            builder.detail(prefix + "recovered", state.recovered());
            if (state.last() != null) {
                builder.detail(prefix + "last", state.last().toString());
            }
            if (state.problem() != null) {
                builder.detail(prefix + "problem", state.problem());
                problems.add(state.event() + ": " + state.problem());
            }
        }
        boolean readiness = options != null && options.get(HealthCheck.CHECK_KIND) == HealthCheck.Kind.READINESS;
        if (!problems.isEmpty() && !readiness) {
            builder.down().message("Events that were missed cannot be recovered: " + String.join("; ", problems));
        }
    }
}
