package io.github.camelzoom.simulator.rest;

import io.github.camelzoom.simulator.http.Answer;

/** Answers one operation; runs under the lock of the call's account. */
@FunctionalInterface
public interface ApiHandler {

    /**
     * Does what the operation does.
     *
     * @throws ApiFailure
     *             when it refuses
     */
    Answer handle(ApiCall call);
}
