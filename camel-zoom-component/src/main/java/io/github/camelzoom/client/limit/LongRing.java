package io.github.camelzoom.client.limit;

/** A queue of ascending numbers without boxing. Not thread-safe. */
final class LongRing {

    private long[] values = new long[16];
    private int first;
    private int size;

    void add(long value) {
        if (size == values.length) {
            long[] larger = new long[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = values[index(i)];
            }
            values = larger;
            first = 0;
        }
        values[index(size)] = value;
        size++;
    }

    /** The oldest; undefined when empty. */
    long first() {
        return values[first];
    }

    void removeFirst() {
        first = (first + 1) & (values.length - 1);
        size--;
    }

    /** Replaces a number by a larger one, at its place in the order; does nothing when it is not there any more. */
    void move(long value, long larger) {
        int at = size - 1;
        while (at >= 0 && values[index(at)] != value) {
            at--;
        }
        if (at < 0) {
            return;
        }
        while (at + 1 < size && values[index(at + 1)] - larger < 0) {
            values[index(at)] = values[index(at + 1)];
            at++;
        }
        values[index(at)] = larger;
    }

    private int index(int position) {
        return (first + position) & (values.length - 1);
    }

    int size() {
        return size;
    }
}
