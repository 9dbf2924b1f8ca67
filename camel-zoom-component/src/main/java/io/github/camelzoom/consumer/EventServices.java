package io.github.camelzoom.consumer;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the event consumers of a CamelContext share.
 *
 * @param inFlight what is being processed
 * @param memories what was delivered, for consumers without a repository
 * @param timer    never blocked
 * @param executor runs what a timer has started
 */
public record EventServices(EventsInFlight inFlight, EventMemories memories, ScheduledExecutorService timer,
        Executor executor) {}
