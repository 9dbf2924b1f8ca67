package io.github.camelzoom.consumer.register;

/**
 * How a registration stands. Immutable.
 *
 * @param subscriptionId of the subscription that brings the events; null when there is none yet
 * @param problem        why there is none yet; null when nothing went wrong
 */
public record RegistrationStatus(Phase phase, String subscriptionId, String problem) {

    /** How far it got. */
    public enum Phase {
        /** Not to be registered now. */
        STOPPED,
        /** On its way; {@link RegistrationStatus#problem()} says why the last attempt failed, if there was one. */
        REGISTERING,
        /** Zoom sends the events. */
        REGISTERED
    }

    static final RegistrationStatus STOPPED = new RegistrationStatus(Phase.STOPPED, null, null);

    static RegistrationStatus registering(String problem) {
        return new RegistrationStatus(Phase.REGISTERING, null, problem);
    }

    static RegistrationStatus registered(String subscriptionId) {
        return new RegistrationStatus(Phase.REGISTERED, subscriptionId, null);
    }
}
