package io.github.camelzoom.simulator.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/** Device codes and what became of them. Thread-safe. */
final class DeviceCodes {

    static final Duration LIFE = Duration.ofSeconds(900);
    static final int INTERVAL_SECONDS = 5;

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int HALF = 4;

    /** What the user decided. */
    enum State {
        PENDING, ALLOWED, DENIED
    }

    /** One request for a device. {@code user} is null until somebody decided. */
    record Device(String deviceCode, String userCode, SimulatedApp app, Instant expiresAt, State state, UserRef user,
            int intervalSeconds, Instant lastPoll) {

        Device decided(State decision, UserRef by) {
            return new Device(deviceCode, userCode, app, expiresAt, decision, by, intervalSeconds, lastPoll);
        }

        Device polled(Instant now, int interval) {
            return new Device(deviceCode, userCode, app, expiresAt, state, user, interval, now);
        }
    }

    private final Ids ids;
    private final VirtualClock clock;
    private final Map<String, Device> devices = new HashMap<>();

    DeviceCodes(Ids ids, VirtualClock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    synchronized Device issue(SimulatedApp app) {
        Device device = new Device(ids.text(36), letters() + "-" + letters(), app, clock.instant().plus(LIFE), State.PENDING,
                null,
                INTERVAL_SECONDS, null);
        devices.put(device.deviceCode(), device);
        return device;
    }

    private String letters() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < HALF; i++) {
            text.append(LETTERS.charAt(ids.below(LETTERS.length())));
        }
        return text.toString();
    }

    /** Notes a user's decision; false when the user code is unknown, expired or decided. */
    synchronized boolean decide(String userCode, State decision, UserRef user) {
        String wanted = userCode.trim().toUpperCase(Locale.ROOT);
        Optional<Device> device = devices.values().stream().filter(d -> d.userCode().equals(wanted)
                && d.state() == State.PENDING && d.expiresAt().isAfter(clock.instant())).findFirst();
        device.ifPresent(d -> devices.put(d.deviceCode(), d.decided(decision, user)));
        return device.isPresent();
    }

    /**
     * One poll of the device. An allowed code is used up by it.
     *
     * @throws OAuthFailure
     *             as long as, or because, there are no tokens
     */
    synchronized Device poll(String deviceCode, SimulatedApp app) {
        Device device = devices.get(deviceCode);
        if (device == null || device.app() != app) {
            throw failure("invalid_grant", "Invalid device code");
        }
        Instant now = clock.instant();
        if (!device.expiresAt().isAfter(now)) {
            throw failure("expired_token", "The device code has expired");
        }
        if (device.state() == State.DENIED) {
            throw failure("access_denied", "The user denied the request");
        }
        boolean tooSoon = device.lastPoll() != null && now.isBefore(device.lastPoll().plusSeconds(device.intervalSeconds()));
        if (tooSoon) {
            devices.put(deviceCode, device.polled(now, device.intervalSeconds() + INTERVAL_SECONDS));
            throw failure("slow_down", "Polling too often");
        }
        if (device.state() == State.PENDING) {
            devices.put(deviceCode, device.polled(now, device.intervalSeconds()));
            throw failure("authorization_pending", "The user has not decided yet");
        }
        devices.remove(deviceCode);
        return device;
    }

    private static OAuthFailure failure(String error, String reason) {
        return OAuthFailure.of(400, error, reason);
    }
}
