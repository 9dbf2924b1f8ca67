package io.github.camelzoom.simulator;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelzoom.simulator.http.Request;

/**
 * Trouble on demand. A rule is for the token endpoint or for a method and path, works once unless told otherwise, and several rules
 * may apply to one request: their delays add up, and the first rule with an effect on the answer decides it.
 *
 * <pre>
 * faults.onToken().status(500).times(2);
 * faults.onApi("GET", "/users/{userId}").rateLimitedPerSecond();
 * faults.onAny().delay(Duration.ofMillis(50)).always();
 * </pre>
 *
 * Thread-safe. Rules are tried in the order in which they were made.
 */
public final class Faults {

    private final long seed;
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private long made;

    Faults(long seed) {
        this.seed = seed;
    }

    /** Trouble for {@code POST /oauth/token}. */
    public FaultTarget onToken() {
        return new FaultTarget(this, r -> r.rawPath().equals("/oauth/token"));
    }

    /** Trouble for a grant at the token endpoint, by the {@code grant_type} of the form body. */
    public FaultTarget onToken(String grantType) {
        return new FaultTarget(this, r -> r.rawPath().equals("/oauth/token") && RequestMatch.grantType(r).equals(grantType));
    }

    /** Trouble for one app at the token endpoint, by the client id of its Basic header. */
    public FaultTarget onToken(SimulatedApp app) {
        return new FaultTarget(this,
                r -> r.rawPath().equals("/oauth/token") && RequestMatch.basicUser(r).equals(app.clientId()));
    }

    /** Trouble for every request outside {@code /oauth}. */
    public FaultTarget onApi() {
        return new FaultTarget(this, r -> !r.rawPath().startsWith("/oauth/"));
    }

    /**
     * Trouble for one method and path.
     *
     * @param method
     *            HTTP method, or {@code *} for all
     * @param pathPattern
     *            raw path, with or without {@code /v2} in front; <code>{name}</code> and {@code *} stand for anything without a
     *            slash, {@code **} for anything
     */
    public FaultTarget onApi(String method, String pathPattern) {
        return new FaultTarget(this, RequestMatch.path(method, pathPattern));
    }

    /** Trouble for every request. */
    public FaultTarget onAny() {
        return new FaultTarget(this, r -> true);
    }

    /** Drops all rules and lets held answers go; the chances of later rules are drawn as those of the first ones were. */
    public void clear() {
        rules.forEach(FaultRule::remove);
        synchronized (this) {
            made = 0;
        }
    }

    synchronized FaultRule add(FaultRule.Maker maker) {
        FaultRule rule = maker.make(new Random(seed * 31 + ++made));
        rules.add(rule);
        return rule;
    }

    void remove(FaultRule rule) {
        rules.remove(rule);
    }

    FaultPlan plan(Request request) {
        FaultPlan plan = FaultPlan.none();
        for (FaultRule rule : rules) {
            Optional<Effect> effect = rule.effectFor(request, plan.decided());
            if (effect.isPresent()) {
                plan = plan.plus(effect.get());
            }
        }
        return plan;
    }
}
