package io.github.camelzoom.producer;

/** How much of a list a call brings. */
public enum FetchMode {

    /** One page, as Zoom answers it. */
    PAGE,
    /** All items, as one list. */
    ALL,
    /** An iterator over all items, which reads on while it is read. */
    STREAM
}
