package io.github.camelzoom.simulator;

/**
 * A part of a file that is to be sent.
 *
 * @param from
 *            its first byte
 * @param to
 *            the byte after its last
 */
public record FileSlice(SimulatedFile file, long from, long to) {

    /** How many bytes it has. */
    public long length() {
        return to - from;
    }
}
