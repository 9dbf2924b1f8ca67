package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.util.Map;

import io.github.camelzoom.client.catalog.RateLabel;

import static io.github.camelzoom.client.catalog.RateLabel.HEAVY;
import static io.github.camelzoom.client.catalog.RateLabel.LIGHT;
import static io.github.camelzoom.client.catalog.RateLabel.MEDIUM;
import static io.github.camelzoom.client.catalog.RateLabel.RESOURCE_INTENSIVE;

/**
 * What an account has bought, which decides how many calls Zoom answers.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rate-limits/">Zoom: rate limits</a>
 */
public enum Plan {

    /** Free accounts. Zoom publishes no other limits of theirs for Phone and Contact Center. */
    FREE(Map.of(LIGHT, RateLimit.perSecond(4, 6_000), MEDIUM, RateLimit.perSecond(2, 2_000), HEAVY,
            RateLimit.perSecond(1, 1_000), RESOURCE_INTENSIVE, RateLimit.perMinute(10, 30_000)), null),
    /** Pro accounts; also Video SDK accounts that pay as they go or a year ahead. */
    PRO(paid(30, 20, 10, 10, 30_000), paid(20, 10, 5, 5, 15_000)),
    /** Business, Education, Enterprise and Partner accounts, and all other Video SDK accounts. */
    BUSINESS(paid(80, 60, 40, 20, 60_000), paid(40, 20, 10, 10, 30_000));

    private final Map<RateLabel, RateLimit> standard;
    private final Map<RateLabel, RateLimit> others;

    Plan(Map<RateLabel, RateLimit> standard, Map<RateLabel, RateLimit> others) {
        this.standard = standard;
        this.others = others == null ? standard : others;
    }

    /**
     * How many calls are allowed. For resource-intensive calls of Contact Center Zoom publishes only the daily pool; the
     * number of Phone is taken, the smallest there is.
     */
    RateLimit limit(ProductClass product, RateLabel label) {
        return (product == ProductClass.STANDARD ? standard : others).get(label);
    }

    /** The daily pool is that of heavy and resource-intensive calls together. */
    private static Map<RateLabel, RateLimit> paid(int light, int medium, int heavy, int intensivePerMinute, int pool) {
        return Map.of(LIGHT, RateLimit.perSecond(light, 0), MEDIUM, RateLimit.perSecond(medium, 0), HEAVY,
                new RateLimit(heavy, Duration.ofSeconds(1), pool, true), RESOURCE_INTENSIVE,
                new RateLimit(intensivePerMinute, Duration.ofMinutes(1), pool, true));
    }
}
