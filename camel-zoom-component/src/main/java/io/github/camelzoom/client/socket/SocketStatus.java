package io.github.camelzoom.client.socket;

import java.time.Duration;
import java.time.Instant;

/**
 * A picture of a session, for health and consoles. Immutable; without secrets.
 *
 * @param phase       how it stands
 * @param since       when it came there
 * @param lastMessage when anything was last heard of Zoom; null when nothing was
 * @param lastEvent   when the last event came; null when none did
 * @param connections how many connections were made
 * @param lastGap     how long there was no connection before the present one; null for the first
 * @param problem     what is or last was wrong; null when nothing was
 */
public record SocketStatus(Phase phase, Instant since, Instant lastMessage, Instant lastEvent, long connections,
        Duration lastGap, String problem) {

    /** How a session stands. */
    public enum Phase {
        /** Not started, or stopped. */
        STOPPED,
        /** Being connected, for the first time or again. */
        CONNECTING,
        /** Events come. */
        CONNECTED,
        /** Waiting before the next attempt. */
        WAITING
    }

    /** Never started. */
    public static final SocketStatus STOPPED = new SocketStatus(Phase.STOPPED, Instant.EPOCH, null, null, 0, null, null);

    SocketStatus in(Phase next, Instant now) {
        return phase == next
                ? this
                : new SocketStatus(next, now, lastMessage, lastEvent, connections, lastGap, problem);
    }

    SocketStatus connected(Instant now, Duration gap) {
        return new SocketStatus(Phase.CONNECTED, now, now, lastEvent, connections + 1, gap, problem);
    }

    SocketStatus heard(Instant now, boolean event) {
        return new SocketStatus(phase, since, now, event ? now : lastEvent, connections, lastGap, problem);
    }

    SocketStatus with(String trouble) {
        return new SocketStatus(phase, since, lastMessage, lastEvent, connections, lastGap, trouble);
    }
}
