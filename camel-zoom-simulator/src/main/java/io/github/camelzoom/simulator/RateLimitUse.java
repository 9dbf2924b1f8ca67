package io.github.camelzoom.simulator;

/**
 * How requests of one account and rate label came, by the virtual clock.
 *
 * @param family
 *            {@code Phone} or {@code Contact Center}, which have limits of their own; empty for the rest
 * @param label
 *            light, medium, heavy or resource-intensive
 * @param requests
 *            all that reached the limits, refused ones included
 * @param refused
 *            how many of them were answered 429 for a limit of the label
 * @param refusedDaily
 *            how many of those because the day's pool was empty
 * @param peak
 *            most accepted requests in any window that slides: a second, or a minute for resource-intensive ones
 * @param peakArrivals
 *            most requests in any second that slides, refused ones included
 */
public record RateLimitUse(String accountId, String family, String label, long requests, long refused, long refusedDaily,
        int peak, int peakArrivals) {}
