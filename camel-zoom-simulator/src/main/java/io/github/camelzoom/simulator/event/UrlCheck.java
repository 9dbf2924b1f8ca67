package io.github.camelzoom.simulator.event;

/** How a receiver's URL fared when Zoom validated it. */
public enum UrlCheck {
    /** Answered 200 with the plain token and its hash. */
    VALID,
    /** Did not answer in time, or could not be reached. */
    NO_ANSWER,
    /** Answered another status than 200. */
    WRONG_STATUS,
    /** Answered 200 with something else. */
    WRONG_ANSWER
}
