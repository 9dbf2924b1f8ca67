package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.function.Function;

import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;

/** What a fault rule does to one request. */
sealed interface Effect {

    /** Answer later; says nothing about the answer itself. */
    record Delay(Duration duration) implements Effect {}

    /** Answer when a test says so. */
    record Wait(Hold hold) implements Effect {}

    /** Answer this instead of looking at the request. */
    record Instead(Function<Request, Answer> answer) implements Effect {}

    /** Cut the connection; the request is worked on before, or not at all. */
    record Reset(boolean afterProcessing) implements Effect {}

    /** Work on the request, then answer something else. */
    record Replace(Answer answer) implements Effect {}

    /** Announce the whole body, send its first bytes, then end the connection: as if all were well, or with a TCP RST. */
    record Truncate(int bytes, boolean reset) implements Effect {}

    /** Take the request's bearer out of its life, then let the ordinary check refuse it. */
    record ExpireToken() implements Effect {}

    /** Whether it says something about the answer, so that a second such effect has no room. */
    default boolean decides() {
        return !(this instanceof Delay || this instanceof Wait);
    }
}
