package io.github.camelzoom.simulator.event;

/**
 * An event that was to go out over a WebSocket.
 *
 * @param sequence
 *            position in the order of sending, from 1
 * @param connection
 *            number of the connection that it was written on while that was live; 0 when nobody was connected: it is lost, as Zoom
 *            does not repeat
 */
public record SentEvent(long sequence, int connection, SimulatedEvent event) {

    /** Whether it was written on a live connection. */
    public boolean live() {
        return connection > 0;
    }
}
