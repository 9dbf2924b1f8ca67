package io.github.camelzoom.simulator.event;

import java.time.Instant;

/**
 * A WebSocket connection as it was when it was asked about.
 *
 * @param number
 *            from 1, in the order in which connections of a subscription came
 * @param refusal
 *            what {@code build_connection} said; empty when it said success
 * @param tokenSerial
 *            serial of the access token that it came with; 0 for none
 * @param heartbeats
 *            heartbeats received
 * @param events
 *            events written
 * @param flushed
 *            those of them that the operating system has taken; the others wait in memory for a client that does not read
 * @param openedAt
 *            by the virtual clock, as {@code closedAt}, which is null while it is open
 */
public record SocketConnection(int number, String refusal, long tokenSerial, int heartbeats, int events,
        int flushed, Instant openedAt, Instant closedAt) {

    /** Whether it is open and was accepted. */
    public boolean live() {
        return refusal.isEmpty() && closedAt == null;
    }
}
