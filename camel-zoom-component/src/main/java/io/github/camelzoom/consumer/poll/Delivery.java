package io.github.camelzoom.consumer.poll;

/** What one exchange of a polling consumer holds. */
public enum Delivery {

    /** One item. */
    ITEM,
    /** A list: what is new on one page. */
    PAGE
}
