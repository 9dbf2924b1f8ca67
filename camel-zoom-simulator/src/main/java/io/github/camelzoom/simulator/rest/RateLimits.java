package io.github.camelzoom.simulator.rest;

import java.util.Locale;
import java.util.Map;

import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.catalogue.Operation;

/**
 * The published limits: how many requests of a label a plan allows in a second (or minute) and a day.
 *
 * @param pool
 *            name of the daily pool; labels with the same name share it
 * @param daily
 *            size of the daily pool; 0 means none
 * @see <a href="https://developers.zoom.us/docs/api/rate-limits/">Zoom: rate limits</a>
 */
record RateLimits(int count, long windowSeconds, String pool, int daily) {

    private static final int SECOND = 1;
    private static final int MINUTE = 60;
    private static final String SHARED = "heavy+resource-intensive";

    private static final Map<String, RateLimits> FREE = Map.of("light", of(4, "light", 6000), "medium", of(2, "medium", 2000),
            "heavy", of(1, "heavy", 1000), "resource-intensive", new RateLimits(10, MINUTE, "resource-intensive", 30000));
    private static final Map<String, RateLimits> PRO = table(30, 20, 10, 10, 30000);
    private static final Map<String, RateLimits> BUSINESS = table(80, 60, 40, 20, 60000);
    private static final Map<String, RateLimits> PHONE_PRO = table(20, 10, 5, 5, 15000);
    private static final Map<String, RateLimits> PHONE_BUSINESS = table(40, 20, 10, 10, 30000);

    /** The plan's limits, with what the settings put in their place. */
    static RateLimits of(RateLimitPlan plan, Operation operation, SimulatorSettings settings) {
        RateLimits published = published(plan, operation);
        int count = settings.rateLimit(operation.rateLabel()).orElse(published.count());
        int daily = settings.dailyLimit(operation.rateLabel()).orElse(published.daily());
        return new RateLimits(count, published.windowSeconds(), published.pool(), daily);
    }

    private static RateLimits published(RateLimitPlan plan, Operation operation) {
        if (plan == RateLimitPlan.OFF) {
            boolean perMinute = operation.rateLabel().equals("resource-intensive");
            return new RateLimits(Integer.MAX_VALUE, perMinute ? MINUTE : SECOND, operation.rateLabel(), 0);
        }
        boolean ownTable = operation.product().equals("Phone") || operation.product().equals("Contact Center");
        Map<String, RateLimits> table = switch (plan) {
            case PRO -> ownTable ? PHONE_PRO : PRO;
            case BUSINESS -> ownTable ? PHONE_BUSINESS : BUSINESS;
            default -> FREE;
        };
        return table.getOrDefault(operation.rateLabel(), table.get("medium"));
    }

    /** The name in {@code X-RateLimit-Category}. */
    static String category(Operation operation) {
        String label = operation.rateLabel();
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    /** Phone and Contact Center have limits, and therefore counters, of their own. */
    static String family(Operation operation) {
        return switch (operation.product()) {
            case "Phone", "Contact Center" -> operation.product();
            default -> "";
        };
    }

    private static RateLimits of(int perSecond, String pool, int daily) {
        return new RateLimits(perSecond, SECOND, pool, daily);
    }

    private static Map<String, RateLimits> table(int light, int medium, int heavy, int intensivePerMinute, int daily) {
        return Map.of("light", of(light, "light", 0), "medium", of(medium, "medium", 0), "heavy", of(heavy, SHARED, daily),
                "resource-intensive", new RateLimits(intensivePerMinute, MINUTE, SHARED, daily));
    }
}
