package io.github.camelzoom.simulator.synthetic;

import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;

/** A read-only list whose items are made when they are asked for, followed by stored ones. */
public final class LazyList<T> extends AbstractList<T> {

    private final int computed;
    private final IntFunction<? extends T> factory;
    private final List<? extends T> stored;

    private LazyList(int computed, IntFunction<? extends T> factory, List<? extends T> stored) {
        this.computed = computed;
        this.factory = factory;
        this.stored = stored;
    }

    /** {@code size} items from a factory that takes the position, from 0. */
    public static <T> LazyList<T> of(int size, IntFunction<? extends T> factory) {
        return new LazyList<>(size, factory, List.of());
    }

    /** The items of a list, made when they are asked for if that list does so. */
    public static <T> LazyList<T> of(List<? extends T> items) {
        return new LazyList<>(items.size(), items::get, List.of());
    }

    /** These items and then the given ones. */
    public LazyList<T> then(List<? extends T> more) {
        return new LazyList<>(computed, factory, more);
    }

    @Override
    public T get(int index) {
        return index < computed ? factory.apply(index) : stored.get(index - computed);
    }

    @Override
    public int size() {
        return computed + stored.size();
    }
}
