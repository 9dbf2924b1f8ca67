package io.github.camelzoom.consumer.register;

import java.util.Map;

import io.github.camelzoom.consumer.register.RegistrationStatus.Phase;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether Zoom knows where to send the events; makes no call. It is neither a question of readiness nor of liveness: Zoom
 * can only call a service that gets traffic, so a service that waited for the registration would wait for ever.
 */
public final class RegistrationHealthCheck extends AbstractHealthCheck {

    private final WebhookRegistration registration;

    public RegistrationHealthCheck(String name, WebhookRegistration registration) {
        super("camel", "zoom-registration-" + name);
        this.registration = registration;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        RegistrationStatus now = registration.status();
        builder.detail("zoom.registration.url", registration.url());
        builder.detail("zoom.registration.state", now.phase().name());
        if (now.subscriptionId() != null) {
            builder.detail("zoom.subscription", now.subscriptionId());
        }
        if (now.checked() != null) {
            builder.detail("zoom.registration.checked", now.checked().toString());
        }
        if (now.problem() != null) {
            builder.detail("zoom.problem", now.problem());
        }
        String problem = now.problem() == null ? "" : ": " + now.problem();
        if (now.phase() != Phase.REGISTERED) {
            builder.down()
                    .message(registration.url() + " is not registered with Zoom" + (problem.isEmpty() ? " yet" : problem));
        } else if (registration.isOverdue()) {
            builder.down().message("Since " + now.checked() + " it is not known whether " + registration.url()
                    + " is still registered with Zoom" + problem);
        } else {
            builder.up();
        }
    }
}
