package io.github.camelzoom.client.limit;

/** Who goes first when calls of an account wait for the same rate limit. */
public enum Priority {

    /** Somebody waits for this one call. */
    INTERACTIVE,
    /** One of many: reading a list to its end, polling, going over all users. */
    BULK
}
