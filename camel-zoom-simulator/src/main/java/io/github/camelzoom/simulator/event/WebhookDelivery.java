package io.github.camelzoom.simulator.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event on its way to a webhook, and what became of it. Thread-safe. */
public final class WebhookDelivery {

    /** How far it got. */
    public enum State {
        /** Not answered yet, or waiting for its next try. */
        PENDING,
        /** Taken by the receiver. */
        DELIVERED,
        /** Lost: refused with a status below 500, tried four times in vain, or the subscription was disabled. */
        GIVEN_UP
    }

    private final SimulatedEvent event;
    private final String requestId;
    private final String timestamp;
    private final List<DeliveryAttempt> attempts = new CopyOnWriteArrayList<>();
    private volatile State state = State.PENDING;

    WebhookDelivery(SimulatedEvent event, String requestId, String timestamp) {
        this.event = event;
        this.requestId = requestId;
        this.timestamp = timestamp;
    }

    /** What is delivered. */
    public SimulatedEvent event() {
        return event;
    }

    /** The {@code x-zm-request-id}, the same for every try. */
    public String requestId() {
        return requestId;
    }

    /** Epoch second of the first try. */
    String timestamp() {
        return timestamp;
    }

    /** All tries, in order. */
    public List<DeliveryAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /** How far it got. */
    public State state() {
        return state;
    }

    void tried(DeliveryAttempt attempt) {
        attempts.add(attempt);
    }

    void ended(State end) {
        state = end;
    }

    @Override
    public String toString() {
        return event.name() + " " + state + " " + attempts;
    }
}
