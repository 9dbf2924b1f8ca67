package io.github.camelzoom.client.limit;

/** A queue of numbers without boxing. Not thread-safe. */
final class LongRing {

    private long[] values = new long[16];
    private int first;
    private int size;

    void add(long value) {
        if (size == values.length) {
            long[] larger = new long[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = values[(first + i) & (size - 1)];
            }
            values = larger;
            first = 0;
        }
        values[(first + size) & (values.length - 1)] = value;
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

    int size() {
        return size;
    }
}
