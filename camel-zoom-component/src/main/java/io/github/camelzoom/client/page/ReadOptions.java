package io.github.camelzoom.client.page;

import java.util.Iterator;
import java.util.Objects;

/**
 * How a list is read. Immutable, except for the iterator.
 *
 * @param fanOut       the order in which the lists of many parents are handed out; never null
 * @param allowPartial whether the lists of further parents are read although that of one failed
 * @param parents      values for the parameter that is {@code *}, for one reading only: each an id or a Map or JsonNode that
 *                     holds one. Null for all active users of the account
 */
public record ReadOptions(FanOut fanOut, boolean allowPartial, Iterator<?> parents) {

    private static final ReadOptions DEFAULTS = new ReadOptions(FanOut.UNORDERED, false, null);

    public ReadOptions {
        Objects.requireNonNull(fanOut, "fanOut");
    }

    /** Unordered, complete or failed, all users for {@code userId=*}. */
    public static ReadOptions defaults() {
        return DEFAULTS;
    }
}
