package io.github.camelzoom.consumer;

/** When Zoom is told that an event has arrived; what it is not told of in time it sends again. */
public enum EventAck {
    /** When the route has succeeded: an event is lost only together with Zoom's three repetitions. */
    AFTER_ROUTE,
    /** When the event is in the queue in memory: what is in it when the process dies is lost. */
    AFTER_ENQUEUE
}
