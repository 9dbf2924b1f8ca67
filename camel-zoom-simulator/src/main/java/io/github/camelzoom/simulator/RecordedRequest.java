package io.github.camelzoom.simulator;

import java.time.Instant;

/** One request that reached the simulator. Implementations are immutable snapshots of the moment they were asked for. */
public sealed interface RecordedRequest permits ApiRequest, TokenRequest {

    /** Position in the order of arrival, from 1; never repeats within one simulator. */
    long sequence();

    /** Arrival by the virtual clock. */
    Instant arrivedAt();

    /** Arrival in nanoseconds of a monotonic real clock; only differences mean something. */
    long arrivedNanos();

    /** HTTP method as sent. */
    String method();

    /** Path exactly as sent, nothing decoded or normalised. */
    String rawPath();

    /** Query exactly as sent without the question mark; null when there was none. */
    String rawQuery();

    /** Header fields as sent, credentials included. */
    Headers headers();

    /** HTTP status answered; 0 while unanswered and for ever when the connection was cut before the answer. */
    int status();

    /** The {@code x-zm-trackingid} of the answer. */
    String trackingId();
}
