package io.github.camelzoom.client.http;

import java.io.IOException;

/**
 * Turns a successful answer into what the caller wants. It is part of the attempt: when the line breaks while it reads,
 * the call is repeated where its method allows that, so a reader must be able to start afresh.
 *
 * @param <T> what the caller wants
 */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * @param  answer      closed after this method returned, unless {@link LiveAnswer#keepOpen()} was called
     * @throws IOException when the line breaks
     */
    T read(LiveAnswer answer) throws IOException;
}
