package io.github.camelzoom.consumer.register;

import java.time.Instant;

/**
 * How a registration stands. Immutable.
 *
 * @param subscriptionId of the subscription that brings the events; null when there is none
 * @param checked        when Zoom listed it the last time, or it was made; null when there is none
 * @param problem        why there is none, or why Zoom could not be asked about it; null when nothing went wrong
 */
public record RegistrationStatus(Phase phase, String subscriptionId, Instant checked, String problem) {

    /** How far it got. */
    public enum Phase {
        /** Not to be registered now. */
        STOPPED,
        /** On its way; {@link RegistrationStatus#problem()} says why the last attempt failed, if there was one. */
        REGISTERING,
        /** Zoom sends the events, as far as is known; {@link RegistrationStatus#checked()} says of when that is. */
        REGISTERED
    }

    static final RegistrationStatus STOPPED = new RegistrationStatus(Phase.STOPPED, null, null, null);

    static RegistrationStatus registering(String problem) {
        return new RegistrationStatus(Phase.REGISTERING, null, null, problem);
    }

    static RegistrationStatus registered(String subscriptionId, Instant checked) {
        return new RegistrationStatus(Phase.REGISTERED, subscriptionId, checked, null);
    }

    /** It could not be looked at, or not be registered. */
    RegistrationStatus failed(String reason) {
        return new RegistrationStatus(phase, subscriptionId, checked, reason);
    }
}
