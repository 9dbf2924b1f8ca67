package io.github.camelzoom.consumer.webhook;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelzoom.consumer.EventMemories;
import io.github.camelzoom.consumer.EventsInFlight;

/**
 * What the webhook consumers of a CamelContext share.
 *
 * @param sites    where webhooks come in
 * @param inFlight what is being processed
 * @param memories what was delivered, for consumers without a repository
 * @param timer    never blocked
 * @param answers  runs what a timer has started
 */
public record WebhookServices(WebhookSites sites, EventsInFlight inFlight, EventMemories memories,
        ScheduledExecutorService timer, Executor answers) {}
