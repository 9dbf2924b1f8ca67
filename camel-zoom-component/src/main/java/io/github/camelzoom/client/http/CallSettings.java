package io.github.camelzoom.client.http;

/**
 * How the calls of a connection are sent. Immutable.
 *
 * @param hosts    which hosts may see the bearer
 * @param timeouts of each request
 * @param retry    how often and how long to wait
 */
public record CallSettings(HostPolicy hosts, Timeouts timeouts, RetryPolicy retry) {}
