package io.github.camelzoom.simulator.oauth;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/** All access tokens issued: lives end by the virtual clock. Expired ones are remembered, since Zoom tells them from unknown ones. */
public final class TokenRegistry {

    private static final int REMEMBERED = 50_000;

    private final Ids ids;
    private final VirtualClock clock;
    private final SimulatorSettings settings;
    private final Map<String, IssuedToken> tokens = new LinkedHashMap<>();
    private long serial;

    /** Token values depend on the seed only. */
    public TokenRegistry(long seed, VirtualClock clock, SimulatorSettings settings) {
        this.ids = new Ids(seed ^ 0x70CE);
        this.clock = clock;
        this.settings = settings;
    }

    /** Issues a token; the oldest of the app dies when it has more than the cap allows. */
    synchronized IssuedToken issue(SimulatedApp app, String accountId, Consent consent, String grantType, Set<String> scopes) {
        Instant now = clock.instant();
        // Zoom's tokens are JWTs of several hundred characters; clients must take them as opaque.
        String value = "eyJzdiI6IjAwMDAwMSIsImFsZyI6IkhTNTEyIn0." + ids.text(420) + "." + ids.text(64);
        IssuedToken token = new IssuedToken(++serial, value, app, accountId, consent, grantType, scopes, now,
                now.plus(settings.tokenLifetime()));
        tokens.put(value, token);
        dropBeyondCap(app, now);
        if (tokens.size() > REMEMBERED) {
            Iterator<String> oldest = tokens.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return token;
    }

    private void dropBeyondCap(SimulatedApp app, Instant now) {
        if (settings.liveTokenCap() == Integer.MAX_VALUE) {
            return;
        }
        List<IssuedToken> live = tokens.values().stream().filter(t -> t.app() == app && t.expiresAt().isAfter(now)).toList();
        live.stream().limit(Math.max(0, live.size() - settings.liveTokenCap())).forEach(t -> tokens.remove(t.value()));
    }

    /** The token with this value, expired or not; empty when it was never issued or was revoked. */
    public synchronized Optional<IssuedToken> find(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    /** Takes matching tokens away: Zoom then calls them invalid. */
    public synchronized int revoke(Predicate<IssuedToken> which) {
        int before = tokens.size();
        tokens.values().removeIf(which);
        return before - tokens.size();
    }

    /** Ends the lives of matching tokens: Zoom then calls them expired. */
    public synchronized void expire(Predicate<IssuedToken> which) {
        Instant now = clock.instant();
        tokens.replaceAll((v, t) -> which.test(t) && t.expiresAt().isAfter(now) ? t.expiringAt(now) : t);
    }

    /** How many access tokens were ever issued. */
    public synchronized long issuedCount() {
        return serial;
    }

    /** How many access tokens were issued to an app and are remembered. */
    public synchronized long issuedCount(SimulatedApp app) {
        return tokens.values().stream().filter(t -> t.app() == app).count();
    }

    /** Tokens alive now. */
    public synchronized long liveCount() {
        Instant now = clock.instant();
        return tokens.values().stream().filter(t -> t.expiresAt().isAfter(now)).count();
    }
}
