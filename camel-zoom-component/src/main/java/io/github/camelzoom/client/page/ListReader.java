package io.github.camelzoom.client.page;

import java.util.concurrent.CompletionStage;

/**
 * One reading of a list operation from its first item to its last, over all its pages, date windows and, where a parameter
 * is {@code *}, parents. Ask for the next page only after the one before has arrived; not thread-safe beyond that.
 */
public interface ListReader extends AutoCloseable {

    /**
     * The next page. It is on its way already when the one before was handed out. What follows on the stage may run on a
     * thread that sends calls, and must not block.
     *
     * @return null in the stage when everything has been read, and only then: a list that could not be read to its end
     *         fails. Failures are {@code ZoomException}s; after one the reading is over.
     */
    CompletionStage<Page> next();

    /** Whether everything was read: true once {@link #next()} has given null and nothing was left out. */
    boolean isComplete();

    /** The first failure of a parent whose list was left out because partial results are allowed; null when none was. */
    default Throwable omitted() {
        return null;
    }

    /** How many parents did not exist when their turn came, or had no such list. They count as read. */
    default long vanishedParents() {
        return 0;
    }

    /** Drops what is on its way; never throws. Reading on is an error. */
    @Override
    void close();
}
