package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.client.catalog.RateLabel;

/**
 * How a budget stands at one moment. Immutable; holds no secret.
 *
 * @param account      whose it is
 * @param product      of which products
 * @param label        of which operations
 * @param limit        how many calls Zoom allows; 0 when calls are not paced
 * @param per          in which time
 * @param rate         the part of the limit that is used at most just now, 1 for all of it; lower after refusals
 * @param remaining    how many calls could be sent now
 * @param waiting      how many calls wait
 * @param blockedUntil until when Zoom wants no calls; null when it does not say so
 * @param daily        how many calls Zoom allows in a UTC day; 0 when no such limit is known
 * @param dailyUsed    how many were sent today, as far as this node knows
 */
public record BudgetState(String account, ProductClass product, RateLabel label, int limit, Duration per, double rate,
        int remaining, int waiting, Instant blockedUntil, int daily, int dailyUsed) {}
