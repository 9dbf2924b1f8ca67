package io.github.camelzoom.client.page;

/** How a list is read. Immutable. */
public record ReadOptions() {

    private static final ReadOptions DEFAULTS = new ReadOptions();

    public static ReadOptions defaults() {
        return DEFAULTS;
    }
}
