package io.github.camelzoom.client.page;

/** In which order the lists of many parents are handed out. They are read concurrently in both cases. */
public enum FanOut {

    /** As they come: nothing waits for a slow parent. */
    UNORDERED,
    /** Parent by parent, in the order of the parents. */
    ORDERED
}
