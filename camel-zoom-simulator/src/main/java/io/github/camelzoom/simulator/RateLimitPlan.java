package io.github.camelzoom.simulator;

/**
 * The account plan whose published request limits the simulator applies.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rate-limits/">Zoom: rate limits</a>
 */
public enum RateLimitPlan {
    /** No limits at all. */
    OFF,
    /** Free accounts. */
    FREE,
    /** Pro accounts. */
    PRO,
    /** Business, Education, Enterprise and Partner accounts. */
    BUSINESS
}
