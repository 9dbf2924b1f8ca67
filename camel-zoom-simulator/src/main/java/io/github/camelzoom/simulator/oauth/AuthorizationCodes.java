package io.github.camelzoom.simulator.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/** Authorization codes: five minutes, one use. Thread-safe. */
final class AuthorizationCodes {

    private static final Duration LIFE = Duration.ofMinutes(5);

    /** What a code stands for. */
    record Code(String value, AuthorizationRequest request, UserRef user, Instant expiresAt) {}

    private final Ids ids;
    private final VirtualClock clock;
    private final Map<String, Code> codes = new HashMap<>();

    AuthorizationCodes(Ids ids, VirtualClock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    synchronized String issue(AuthorizationRequest request, UserRef user) {
        String value = ids.text(24);
        codes.put(value, new Code(value, request, user, clock.instant().plus(LIFE)));
        return value;
    }

    synchronized Optional<Code> find(String value) {
        return Optional.ofNullable(codes.get(value)).filter(c -> c.expiresAt().isAfter(clock.instant()));
    }

    synchronized void use(Code code) {
        codes.remove(code.value());
    }
}
